using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Semantics;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>The whole programs of the language reference, and the examples, are good and give sound graphs.</summary>
public partial class DocumentedProgramTests
{
    private static readonly string Root = RootOf();

    public static TheoryData<string, string> Programs
    {
        get
        {
            var programs = new TheoryData<string, string>();
            var reference = File.ReadAllText(Path.Combine(Root, "grammar", "LANGUAGE.md")).ReplaceLineEndings("\n");
            foreach (var (index, block) in WholeProgram().Matches(reference).Index())
                programs.Add($"LANGUAGE.md, program {index + 1}", block.Groups[1].Value);
            var examples = Directory.EnumerateFiles(Path.Combine(Root, "examples"), "*.net", SearchOption.AllDirectories);
            foreach (var file in examples.Order(StringComparer.Ordinal))
                programs.Add(Path.GetRelativePath(Root, file), File.ReadAllText(file));
            return programs;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void ItIsGood(string name, string text)
    {
        var bag = new DiagnosticBag();
        var unit = Parser.Parse(new SourceText(name, text), bag);
        var models = Analyzer.Analyze(unit, PreludeFiles.Units, bag).Models;
        Assert.Equal("", DiagnosticRenderer.Render(bag.All, RenderStyle.Plain));
        foreach (var model in models)
        {
            foreach (var graph in new[] { model.Initialize, model.Predict, model.Evaluate, model.Train }.OfType<Graph>())
                Verifier.Check(graph, "elaboration", model.Variables);
        }
    }

    private static string RootOf([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    [GeneratedRegex("```netlang\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex WholeProgram();
}
