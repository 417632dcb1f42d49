using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Semantics;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Testing;

/// <summary>Models from text.</summary>
public static class Programs
{
    /// <summary>The only model of a program, in which there must be nothing to report.</summary>
    public static ModelDefinition Model(string text)
    {
        var (result, diagnostics) = Analyze(text);
        Assert.True(
            diagnostics.All.Count == 0,
            DiagnosticRenderer.Render(diagnostics.All, RenderStyle.Plain) + text);
        return Assert.Single(result.Models);
    }

    public static (AnalysisResult Result, DiagnosticBag Diagnostics) Analyze(string text, string path = "test.net")
    {
        var diagnostics = new DiagnosticBag();
        var unit = Parser.Parse(new SourceText(path, text), diagnostics);
        return (Analyzer.Analyze(unit, PreludeFiles.Units, diagnostics), diagnostics);
    }
}
