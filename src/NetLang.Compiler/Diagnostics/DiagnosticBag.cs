using NetLang.Compiler.Text;

namespace NetLang.Compiler.Diagnostics;

/// <summary>Collects what a compilation has to report, in the order in which it was found.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> diagnostics = [];
    private readonly HashSet<(string Code, SourceSpan? Span, string Message)> seen = [];

    public IReadOnlyList<Diagnostic> All => diagnostics;

    public bool HasErrors => diagnostics.Exists(d => d.IsError);

    /// <summary>Adds a diagnostic; the same one at the same place is reported once.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (seen.Add((diagnostic.Code, diagnostic.Span, diagnostic.Message)))
            diagnostics.Add(diagnostic);
    }

    public void Report(
        DiagnosticDescriptor descriptor,
        SourceSpan? span,
        string message,
        string? help = null,
        params ReadOnlySpan<DiagnosticLabel> labels) =>
        Add(new Diagnostic(descriptor, span, message, [.. labels], help));
}
