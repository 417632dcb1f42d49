using System.Text.Json;

namespace NetLang.Cli.Tests.BadInput;

/// <summary>Imports that lead to no text.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ImportTests()
    {
        Directory.CreateDirectory(folder.Combine("folder.net"));
        folder.Write("blocks.net", "let block x = x |> dense 4");
        folder.Write("wrong.net", "let block x = x |> dense width");
        folder.Write("binary.net", [0x4D, 0x5A, 0, 0xFF]);
        folder.Write("latin1.net", [0x2F, 0x2F, 0xE9]);
        folder.Write("utf16.net", [0xFF, 0xFE, 0x2F, 0, 0x2F, 0]);
    }

    [Theory]
    [InlineData("block.net", "did you mean `blocks.net`?")]
    [InlineData("nowhere/blocks.net", "there is no file")]
    [InlineData("folder.net", "is a folder")]
    [InlineData("binary.net", "is not text: it holds bytes of value 0")]
    [InlineData("utf16.net", "is UTF-16 text")]
    [InlineData("latin1.net", "is not UTF-8 text")]
    public void A_file_that_cannot_be_read_is_reported_at_its_import(string path, string expected)
    {
        var source = folder.Write("net.net", $"import \"{path}\"\nlet net x = block x");
        var error = Failure.Assert(folder, ExitCode.ProgramError, "NL2302", "check", source);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("net.net(1,8)", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_without_an_end_is_given_up_as_a_large_file_is()
    {
        if (OperatingSystem.IsWindows())
            return; // its devices are no files
        using var beside = new TemporaryFolder();
        var device = beside.Combine("zero.net");
        File.CreateSymbolicLink(device, "/dev/zero");
        var path = Path.GetRelativePath(folder.Combine("."), device);
        var source = folder.Write("net.net", $"import \"{path}\"\nlet net x = block x");
        var error = Failure.Assert(folder, ExitCode.ProgramError, "NL2302", "check", source);
        Assert.Contains("is larger than 16 MiB", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_an_imported_file_names_that_file()
    {
        var source = folder.Write("net.net", "import \"wrong.net\"\nlet net x = block x");
        var wrong = folder.Combine("wrong.net");
        var line = Netlangc.Run("check", source, "--diagnostics", "canonical").Output;
        Assert.StartsWith($"{wrong}(1,26): error NL2001: ", line, StringComparison.Ordinal);
        var json = JsonDocument.Parse(Netlangc.Run("check", source, "--diagnostics", "json").Output).RootElement;
        Assert.Equal(wrong, json[0].GetProperty("file").GetString());
    }

    public void Dispose() => folder.Dispose();
}
