using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Semantics;
using NetLang.Compiler.Semantics.Files;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>
/// Text in, models and diagnostics out, behind a prelude that is small and does not change. That nothing uses a name is not
/// reported: tests share definitions.
/// </summary>
internal static class Analyzed
{
    private static readonly CompilationUnit Prelude = Parse("prelude/test.net", """
        /// Mean over all elements.
        let mean x = sum x / fold (fun product d -> product * d) 1 (shape x)

        let uniformFanIn n dims =
            let bound = 1.0 / sqrt (float n)
            randomUniform dims * (2.0 * bound) - bound

        let relu (x: 't[..]) : 't[..] = where (x <= 0.0) 0.0 x

        let dense units (x: 't[.., n]) : 't[.., units] =
            param weight : 't[units, n] = uniformFanIn n
            param bias   : 't[units]    = uniformFanIn n
            x @ transpose weight + bias

        let dropout rate (x: 't[..]) : 't[..] =
            require (0.0 <= rate && rate < 1.0) "rate = {rate} must be at least 0 and less than 1"
            if training then where (randomUniform (shape x) >= rate) (x / (1.0 - rate)) 0.0 else x

        let center { momentum = 0.1 } (x: 't[n, c]) : 't[n, c] =
            state running : 't[c] = zeros
            let here = sum { axis = 0 } x / n
            if training then
                running <- (1.0 - momentum) * running + momentum * here
                x - here
            else
                x - running
        """, new DiagnosticBag());

    /// <summary>The first model of a file without errors.</summary>
    public static ModelDefinition Model(string text) => Model(text, [Prelude]);

    /// <summary>The first model of a file without errors, behind the prelude that users have.</summary>
    public static ModelDefinition ModelOfUser(string text) => Model(text, PreludeFiles.Units);

    private static ModelDefinition Model(string text, IReadOnlyList<CompilationUnit> prelude)
    {
        var bag = new DiagnosticBag();
        var result = Analyze(text, prelude, bag);
        Assert.False(bag.HasErrors, Render(bag));
        return result.Models[0];
    }

    /// <summary>The names and types of the variables.</summary>
    public static IEnumerable<string> Variables(string text) => Model(text).Variables.Select(v => $"{v.Path}: {v.Type}");

    public static IReadOnlyList<Diagnostic> Diagnostics(string text)
    {
        var bag = new DiagnosticBag("NL2031");
        Analyze(text, [Prelude], bag);
        return bag.All;
    }

    /// <summary>The only diagnostic of a file.</summary>
    public static Diagnostic Error(string text)
    {
        var all = Diagnostics(text);
        return all is [var only] ? only : throw new InvalidOperationException($"{all.Count} diagnostics:\n{DiagnosticRenderer.Render(all, RenderStyle.Plain)}");
    }

    /// <summary>What a `require` at the top of a model says of a static expression: its value as text.</summary>
    public static string Static(string expression)
    {
        var text = $$"""
            model M (x: f32[N, 3]) =
                let value = {{expression}}
                require false "{value}"
                x
            """;
        return Error(text).Message;
    }

    private static AnalysisResult Analyze(string text, IReadOnlyList<CompilationUnit> prelude, DiagnosticBag bag)
    {
        var files = ProgramFiles.Read(new SourceText("test.net", text), ImportedFiles.InMemory(), bag);
        return files.AreComplete ? Analyzer.Analyze(files, prelude, bag) : new AnalysisResult([], 0);
    }

    private static CompilationUnit Parse(string path, string text, DiagnosticBag bag) =>
        Parser.Parse(new SourceText(path, text), bag);

    private static string Render(DiagnosticBag bag) => DiagnosticRenderer.Render(bag.All, RenderStyle.Plain);
}
