using System.ComponentModel;
using System.Diagnostics;

namespace NetLang.Cli.Gpu;

/// <summary>NuGet's cache of packages, and <c>dotnet restore</c>, which fills it.</summary>
internal static class PackageRestore
{
    /// <summary>Version 2 is another API.</summary>
    public const string IlgpuVersion = "1.5.3";

    // NuGet tries a source that does not answer again and again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static string Cache { get; } =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Restores packages by means of a project that names nothing else.</summary>
    /// <returns>What went wrong, or null.</returns>
    public static string? Run(IEnumerable<string> packages)
    {
        var folder = Directory.CreateTempSubdirectory("netlangc-");
        try
        {
            var items = packages.Select(p => $"""<PackageDownload Include="{p}" Version="[{IlgpuVersion}]" />""");
            var project = Path.Combine(folder.FullName, "ilgpu.csproj");
            File.WriteAllText(project, $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup>{string.Concat(items)}</ItemGroup>
                </Project>
                """);
            return Restore(project);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Restore(string project)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("dotnet", ["restore", project, "--nologo", "--verbosity", "quiet"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (process.WaitForExit(Patience))
                return process.ExitCode == 0 ? null : FirstLine(output.Result + errors.Result, project);
            process.Kill(entireProcessTree: true);
            return $"`dotnet restore` did not end within {Patience.TotalMinutes:F0} minutes";
        }
        catch (Win32Exception)
        {
            return "there is no .NET SDK to restore it with";
        }
    }

    /// <summary>Without the project in front, which is gone when it is read.</summary>
    private static string FirstLine(string output, string project) =>
        output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            ?.Replace($"{project} : error ", "", StringComparison.Ordinal)
        ?? "`dotnet restore` failed";
}
