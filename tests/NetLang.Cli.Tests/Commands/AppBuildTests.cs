using System.Diagnostics;

namespace NetLang.Cli.Tests.Commands;

/// <summary>The MSBuild target that builds the models of an app.</summary>
public class AppBuildTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void A_model_is_built_again_where_a_file_that_it_imports_has_changed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <NetLangModel Include="net.net" />
              </ItemGroup>
              <Import Project="{Netlangc.Root}/src/NetLang.Build/NetLang.Build.targets" />
            </Project>
            """);
        folder.Write("net.net", "import \"blocks.net\"\nmodel Net (x: f32[N, 2]) : f32[N, 3] = x |> block");
        folder.Write("blocks.net", "let block x = x |> dense 3");

        var first = Build(folder);
        folder.Write("blocks.net", "let block x = x |> dense 4 |> dense 3");
        Assert.NotEqual(first, Build(folder));
    }

    /// <summary>When the model's assembly was written.</summary>
    private static DateTime Build(TemporaryFolder folder)
    {
        var isRelease = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal);
        using var build = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "build", folder.Combine("app.csproj"), "-t:BuildNetLangModels", "-c", isRelease ? "Release" : "Debug",
                "--nologo", "-v", "q", "-p:BuildProjectReferences=false", "-nodeReuse:false",
            ])
        {
            RedirectStandardOutput = true,
        })!;
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        Assert.True(build.ExitCode == 0, output);
        var assemblies = Directory.EnumerateFiles(folder.Path, "net.Model.dll", SearchOption.AllDirectories);
        return File.GetLastWriteTimeUtc(Assert.Single(assemblies));
    }
}
