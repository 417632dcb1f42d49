using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Semantics;
using NetLang.Compiler.Semantics.Files;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Testing;

/// <summary>Models from text.</summary>
public static class Programs
{
    /// <summary>
    /// The only model of a program, in which there must be nothing to report but names that nothing uses: tests share
    /// definitions.
    /// </summary>
    public static ModelDefinition Model(string text)
    {
        var (result, diagnostics) = Analyze(text);
        var found = diagnostics.All.Where(d => d.Code != "NL2031").ToList();
        Assert.True(found.Count == 0, DiagnosticRenderer.Render(found, RenderStyle.Plain) + text);
        return Assert.Single(result.Models);
    }

    /// <summary>The models of a program, and what there is to report; without imports where none are given.</summary>
    public static (AnalysisResult Result, DiagnosticBag Diagnostics) Analyze(
        string text, string path = "test.net", SourceLoader? imports = null)
    {
        var diagnostics = new DiagnosticBag();
        var files = ProgramFiles.Read(
            new SourceText(path, text), imports ?? ImportedFiles.InMemory(), diagnostics);
        var result = files.AreComplete
            ? Analyzer.Analyze(files, PreludeFiles.Units, diagnostics)
            : new AnalysisResult([], 0);
        return (result, diagnostics);
    }
}
