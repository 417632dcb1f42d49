using System.Text;

namespace NetLang.Cli.Tests.BadInput;

/// <summary>Mistakes in the <c>.net</c> file, and files that are none.</summary>
public class ProgramTests
{
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "NL2001", "did you mean `dense`", "model Net (x: f32[N, 2]) : f32[N, 2] = x |> dence 2" },
        { "NL2002", "takes 2 arguments, but 3", "model Net (x: f32[N, 2]) : f32[N, 2] = dense 2 3 x" },
        { "NL3004", "dimension 1 is 3, not 2", "model Net (x: f32[N, 2]) : f32[N, 2] = x |> dense 3" },
        {
            "NL4101",
            "`floor` stands between",
            "model Net (x: f32[N, 2]) : f32[N, 2] = floor (dense 2 x)\n" + PointsProject.Train
        },
        {
            "NL4102",
            "does not depend on `shift`",
            """
            model Net (x: f32[N, 2]) : f32[N, 2] =
                param shift : f32[2] = zeros
                dense 2 x

            """ + PointsProject.Train
        },
        { "NL1103", "never closed", "let deep = " + new string('(', 3000) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_has_its_own_code_and_says_how_to_mend_it(string code, string expected, string source)
    {
        using var project = new PointsProject(source);
        foreach (var command in new[] { "check", "build", "train", "summary" })
        {
            var error = Failure.Assert(project.Folder, ExitCode.ProgramError, code, command, project.Source);
            Assert.Contains(expected, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_flood_of_errors_is_cut_short()
    {
        using var project = new PointsProject(string.Concat(Enumerable.Range(0, 500).Select(i => $"let a{i} = b{i} + 1\n")));
        var error = Failure.Assert(project.Folder, ExitCode.ProgramError, "NL2001", "check", project.Source);
        Assert.Contains("… and 480 more", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_bytes_are_no_text(int seed)
    {
        using var project = new PointsProject();
        var bytes = new byte[5000];
        new Random(seed).NextBytes(bytes);
        var source = project.Folder.Write("hostile.net", bytes);
        Failure.Assert(project.Folder, ExitCode.RunError, "NL5106", "check", source);
    }

    [Theory]
    [InlineData("model Net \u001b[2J\u0007 (x")]
    [InlineData("\"\\u0000\" |> |> |> \u2028 let \ud83d\ude00 = }{")]
    [InlineData("#line 1 \"x\"\n*/ }}} System.Console.Write(1); /*")]
    [InlineData("let let let = = = in\n\tmodel\n\t\ttrain")]
    [InlineData("(* (* (* never closed")]
    public void Hostile_text_gives_errors_that_a_terminal_can_show(string text)
    {
        using var project = new PointsProject();
        var source = project.Folder.Write("hostile.net", Encoding.UTF8.GetBytes(text));
        var result = Netlangc.Run("check", source);
        Assert.Equal(ExitCode.ProgramError, result.ExitCode);
        Assert.Matches("^error NL[1-5][0-9]{3}: ", result.Error);
        Assert.DoesNotContain(result.Error, c => char.IsControl(c) && c is not '\n');
    }

    [Fact]
    public void A_byte_order_mark_is_no_mistake()
    {
        using var project = new PointsProject();
        var source = project.Folder.Write("bom.net", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(PointsProject.Model)]);
        Netlangc.Succeed("check", source);
    }

    [Fact]
    public void Windows_line_ends_are_no_mistake()
    {
        using var project = new PointsProject(
            (PointsProject.Model + PointsProject.Train).Replace("\n", "\r\n", StringComparison.Ordinal));
        Netlangc.Succeed("check", project.Source);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_reported()
    {
        using var folder = new TemporaryFolder();
        Failure.Assert(folder, ExitCode.RunError, "NL5101", "check", folder.Combine("absent.net"));
        var error = Failure.Assert(folder, ExitCode.RunError, "NL5101", "train", folder.Path);
        Assert.Contains("folder", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_not_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Combine("huge.net");
        using (var file = File.Create(path))
            file.SetLength(20 << 20);
        var result = Netlangc.Run("check", path);
        Assert.Equal(ExitCode.RunError, result.ExitCode);
        Assert.StartsWith("error NL5102", result.Error, StringComparison.Ordinal);
    }
}
