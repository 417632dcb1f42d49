using System.Text;

namespace NetLang.Cli.Tests.Commands;

public sealed class FmtTests : IDisposable
{
    private const string Untidy = "/// Half.\nlet half x=x/2 // rounded down\n\n\n\nlet table = [ 1;2;\n   3 ]\n";

    private const string Tidy = """
        /// Half.
        let half x = x / 2 // rounded down

        let table =
            [ 1; 2
              3 ]

        """;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Files_and_folders_are_formatted_and_named()
    {
        Directory.CreateDirectory(folder.Combine("nets/deep"));
        Directory.CreateDirectory(folder.Combine("nets/bin"));
        Directory.CreateDirectory(folder.Combine("nets/.hidden"));
        var first = folder.Write("nets/a.net", "let a=1\n");
        var second = folder.Write("nets/deep/b.net", "let b=1\n");
        var single = folder.Write("c.net", "let c=1\n");
        foreach (var passedOver in (string[])["nets/bin/d.net", "nets/.hidden/e.net", "nets/f.txt", "g.net"])
            folder.Write(passedOver, "let x=1\n");
        Assert.Equal(
            $"Formatted {first}\nFormatted {second}\nFormatted {single}\n",
            Netlangc.Succeed("fmt", folder.Combine("nets"), single));
        Assert.Equal("let b = 1\n", File.ReadAllText(second));
        Assert.Equal("let x=1\n", File.ReadAllText(folder.Combine("nets/bin/d.net")));
        Assert.Equal(["c.net", "g.net", "nets"], folder.Files);
        Assert.Equal("", Netlangc.Succeed("fmt", folder.Combine("nets"), single));
    }

    [Fact]
    public void A_formatted_file_is_not_written()
    {
        var file = folder.Write("net.net", "let a = 1\n");
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        Assert.Equal("", Netlangc.Succeed("fmt", file));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file));
    }

    [Fact]
    public void Check_names_what_is_not_formatted_and_changes_nothing()
    {
        var untidy = folder.Write("untidy.net", "let a=1\n");
        var tidy = folder.Write("tidy.net", "let a = 1\n");
        var result = Netlangc.Run("fmt", "--check", tidy, untidy);
        Assert.Equal((ExitCode.ProgramError, $"{untidy}: not formatted\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Equal("let a=1\n", File.ReadAllText(untidy));
        Assert.Equal("", Netlangc.Succeed("fmt", "--check", tidy));
    }

    [Fact]
    public void A_file_with_errors_is_left_as_it_is_and_the_others_are_formatted()
    {
        var broken = folder.Write("broken.net", "let f = (x\nlet g=1\n");
        var sound = folder.Write("sound.net", "let a=1\n");
        var result = Netlangc.Run("fmt", broken, sound);
        Assert.Equal(ExitCode.ProgramError, result.ExitCode);
        Assert.Equal($"Formatted {sound}\n", result.Output);
        Snapshot.Match(result.Error.Replace(folder.Path, ".", StringComparison.Ordinal), "fmt-broken");
        Assert.Equal("let f = (x\nlet g=1\n", File.ReadAllText(broken));
    }

    [Fact]
    public void Names_that_nobody_knows_and_types_that_do_not_fit_are_no_matter_of_layout() =>
        Assert.Equal("let a = nobody\n", Netlangc.RunOn("let a=nobody", "fmt", "-").Output);

    [Fact]
    public void Standard_input_goes_to_standard_output()
    {
        var result = Netlangc.RunOn(Untidy, "fmt", "-");
        Assert.Equal((ExitCode.Success, Tidy, ""), (result.ExitCode, result.Output, result.Error));
        result = Netlangc.RunOn(Tidy, "fmt", "-");
        Assert.Equal((ExitCode.Success, Tidy, ""), (result.ExitCode, result.Output, result.Error));
        result = Netlangc.RunOn(Untidy, "fmt", "--check", "-");
        Assert.Equal((ExitCode.ProgramError, "-: not formatted\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public void Ends_of_lines_stay_and_a_byte_order_mark_goes()
    {
        var file = folder.Write("net.net", [.. Encoding.UTF8.Preamble, .. "let a=1\r\nlet b=2\r\n"u8]);
        Netlangc.Succeed("fmt", file);
        Assert.Equal("let a = 1\r\nlet b = 2\r\n"u8.ToArray(), File.ReadAllBytes(file));
    }

    [Fact]
    public void Links_and_permissions_stay()
    {
        if (OperatingSystem.IsWindows())
            return; // links need a privilege there
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        var file = folder.Write("net.net", "let a=1\n");
        File.SetUnixFileMode(file, mode);
        var link = File.CreateSymbolicLink(folder.Combine("link.net"), "net.net");
        Netlangc.Succeed("fmt", link.FullName);
        Assert.Equal("let a = 1\n", File.ReadAllText(file));
        Assert.Equal("net.net", new FileInfo(link.FullName).LinkTarget);
        Assert.Equal(mode, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("missing.net", "NL5101")]
    [InlineData("", "NL5101")]
    [InlineData("data.net", "NL5106")]
    public void What_cannot_be_read_is_an_error(string path, string code)
    {
        folder.Write("data.net", [0xFF, 0x00]);
        Directory.CreateDirectory(folder.Combine("empty"));
        var result = Netlangc.Run("fmt", path == "" ? folder.Combine("empty") : folder.Combine(path));
        Assert.Equal(ExitCode.RunError, result.ExitCode);
        Assert.StartsWith($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("\n  help: ", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
