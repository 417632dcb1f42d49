using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Syntax;

/// <summary>Shorthands for tests: text in, tree or codes out.</summary>
internal static class Parsed
{
    public static CompilationUnit Unit(string text, out DiagnosticBag diagnostics)
    {
        diagnostics = new DiagnosticBag();
        return Parser.Parse(new SourceText("test.net", text.ReplaceLineEndings("\n")), diagnostics);
    }

    /// <summary>The dump of a file that must have no errors.</summary>
    public static string Dump(string text)
    {
        var unit = Unit(text, out var diagnostics);
        Assert.True(diagnostics.All.Count == 0, DiagnosticRenderer.Render(diagnostics.All, RenderStyle.Plain));
        return SyntaxDump.Of(unit);
    }

    /// <summary>The dump of an expression that must have no errors.</summary>
    public static string Expression(string text)
    {
        var unit = Unit("let it = " + text, out var diagnostics);
        Assert.True(diagnostics.All.Count == 0, DiagnosticRenderer.Render(diagnostics.All, RenderStyle.Plain));
        return SyntaxDump.Of(Assert.IsType<LetDeclaration>(Assert.Single(unit.Declarations)).Body);
    }

    /// <summary>What is reported for a file, as a person sees it.</summary>
    public static string Errors(string text)
    {
        Unit(text, out var diagnostics);
        return DiagnosticRenderer.Render(diagnostics.All, RenderStyle.Plain);
    }

    public static string Codes(string text)
    {
        Unit(text, out var diagnostics);
        return string.Join(' ', diagnostics.All.Select(diagnostic => diagnostic.Code));
    }
}
