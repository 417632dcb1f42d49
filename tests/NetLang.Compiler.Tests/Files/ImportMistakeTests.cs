using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Files;

/// <summary>Files that cannot be imported, and wrong ones.</summary>
public class ImportMistakeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/blocks.net")]
    [InlineData("..\\\\blocks.net")]
    [InlineData("\\\\\\\\server\\\\blocks.net")]
    [InlineData("a\\u0000b.net")]
    [InlineData("a\\nb.net")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a//b.net/../")]
    [InlineData("blocks")]
    [InlineData("../../../../../dev/zero")]
    public void Paths_are_relative_have_slashes_and_lead_to_net_files(string path) =>
        Assert.Equal("NL2301@main.net(1,8)", Imported.Codes($"import \"{path}\""));

    [Theory]
    [InlineData("blocks.net")]
    [InlineData("../../../blocks.net")]
    [InlineData("a//b/../c.net")]
    [InlineData("*?<>|.net")]
    [InlineData("🙂/’; rm.net")]
    public void A_file_that_is_not_there_is_reported_at_its_import(string path) =>
        Assert.Equal("NL2302@main.net(1,8)", Imported.Codes($"import \"{path}\""));

    [Theory]
    [InlineData("main.net")]
    [InlineData("./main.net")]
    [InlineData("lib/../main.net")]
    public void A_file_does_not_import_itself(string path)
    {
        var error = Imported.Error($"import \"{path}\"");
        Assert.Equal(("NL2303", "`main.net` imports itself"), (error.Code, error.Message));
    }

    [Fact]
    public void A_file_that_is_imported_twice_is_named_once_among_those_that_define_a_name() => Assert.Equal(
        "`blk` is defined in \"a.net\" and \"b.net\"",
        Imported.Error(
            "import \"a.net\"\nimport \"a.net\"\nimport \"b.net\"\n"
            + "model M (x: f32[N, 2]) : f32[N, 2] = blk x",
            ("a.net", "let blk x = relu x"),
            ("b.net", "let blk x = abs x")).Message);

    [Fact]
    public void A_cycle_is_told_as_a_chain()
    {
        var error = Imported.Error(
            "import \"a.net\"",
            ("a.net", "import \"lib/b.net\""),
            ("lib/b.net", "import \"c.net\""),
            ("lib/c.net", "import \"../a.net\""));
        Assert.Equal(
            "`a.net` imports `lib/b.net`, which imports `lib/c.net`, which imports `a.net` again", error.Message);
        Assert.Equal("lib/c.net(1,8)", error.Span.ToString());
        Assert.Equal(["a.net(1,8)", "lib/b.net(1,8)"], error.Labels.Select(l => l.Span.ToString()));
    }

    [Fact]
    public void Mistakes_of_an_imported_file_lie_in_it_and_the_first_says_who_imports_it()
    {
        var files = ImportedFiles.InMemory(("a.net", "let f x =\nlet g = [1, 2]"));
        var all = Programs.Analyze("import \"a.net\"\nlet y = (", "main.net", files).Diagnostics.All;
        Assert.Equal(
            ["NL1103@main.net(2,9)", "NL1102@a.net(1,9)", "NL1206@a.net(2,11)"], all.Select(d => $"{d.Code}@{d.Span}"));
        Assert.Equal("main.net(1,8)", Assert.Single(all[1].Labels).Span.ToString());
        Assert.Empty(all[2].Labels);
    }

    [Fact]
    public void Names_of_an_imported_file_are_looked_up_in_it() => Assert.Equal(
        "NL2001@a.net(1,11)",
        Imported.Codes("import \"a.net\"\nlet h x = x\nlet y = f 1", ("a.net", "let f x = h x")));

    [Fact]
    public void A_mistake_inside_an_imported_function_names_the_call()
    {
        var error = Imported.Error(
            "import \"a.net\"\nmodel M (x: f32[N, 4]) = f x", ("a.net", "let f (x: 't[.., n]) = x @ ones [5; 2]"));
        Assert.Equal("a.net(1,24)", error.Span.ToString());
        Assert.Contains(error.Labels, l => l.Span.ToString() == "main.net(2,26)" && l.Text == "in this call of `f`");
    }

    [Theory]
    [InlineData("let y = A", "NL2306@main.net(2,9)")]
    [InlineData("let y = length A", "NL2306@main.net(2,16)")]
    [InlineData("let _f (x: f32[A]) = x", "")]
    [InlineData("let y = A.g", "NL2001@main.net(2,11)")]
    [InlineData("let y = A.f.g", "NL2007@main.net(2,13)")]
    [InlineData("let y = B.f", "NL2007@main.net(2,11)")]
    [InlineData("train A.M = { loss = mse }", "NL2001@main.net(2,9)")]
    [InlineData("train B.M = { loss = mse }", "NL4001@main.net(2,7)")]
    [InlineData("import \"a.net\" as A", "NL2006@main.net(2,19)")]
    public void The_name_of_a_file_stands_before_its_definitions(string text, string codes)
    {
        var factor = text.StartsWith("let y", StringComparison.Ordinal) ? "y" : "1.0";
        var main = $"import \"a.net\" as A\n{text}\nmodel M (x: f32[N]) : f32[N] = x * float A.f * {factor}";
        Assert.Equal(codes, Imported.Codes(main, ("a.net", "let f = 1")));
    }

    [Fact]
    public void A_file_is_imported_once() => Assert.Equal(
        "NL2307@main.net(2,1)",
        Imported.Codes("import \"a.net\"\nimport \"a.net\"\nlet y = f", ("a.net", "let f = 1")));

    [Fact]
    public void Chains_of_imports_end()
    {
        SourceLoader endless = path => new("import \"link/" + Path.GetFileName(path) + "\"");
        var (_, diagnostics) = Programs.Analyze("import \"a.net\"", "main.net", endless);
        Assert.Equal("NL2304", Assert.Single(diagnostics.All).Code);
    }

    [Fact]
    public void Trees_of_imports_end()
    {
        var read = 0;
        SourceLoader branching = path =>
        {
            read++;
            return new(string.Concat(Enumerable.Range(0, 20).Select(i => $"import \"l{i}/a.net\"\n")));
        };
        var (_, diagnostics) = Programs.Analyze("import \"a.net\"", "main.net", branching);
        Assert.All(diagnostics.All, d => Assert.Equal("NL2304", d.Code));
        Assert.InRange(read, 100, 1_001);
    }

    [Fact]
    public void Large_files_end()
    {
        var page = "//" + new string(' ', 1 << 20);
        var main = string.Concat(Enumerable.Range(0, 20).Select(i => $"import \"{i}.net\"\n"));
        var (_, diagnostics) = Programs.Analyze(main, "main.net", _ => new(page));
        Assert.Contains(diagnostics.All, d => d.Code == "NL2304");
        Assert.Equal(Severity.Error, diagnostics.All[^1].Descriptor.Severity);
    }
}
