using NetLang.Compiler.Text;

namespace NetLang.Compiler.Diagnostics;

/// <summary>Collects what a compilation has to report.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> diagnostics = [];
    private readonly HashSet<(string Code, SourceSpan? Span, string Message)> seen = [];

    /// <summary>In the order in which it was found.</summary>
    public IReadOnlyList<Diagnostic> All => diagnostics;

    /// <summary>File by file in the order of the text; before that, what has no place.</summary>
    public IReadOnlyList<Diagnostic> InOrder
    {
        get
        {
            var files = diagnostics.Select(d => d.Span?.Source).Distinct().ToList();
            return [.. diagnostics.OrderBy(d => d.Span is null ? -1 : files.IndexOf(d.Span?.Source)).ThenBy(d => d.Span?.Start)];
        }
    }

    public bool HasErrors => ErrorCount > 0;

    public int ErrorCount { get; private set; }

    /// <summary>Adds a diagnostic; the same one at the same place is reported once.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (!seen.Add((diagnostic.Code, diagnostic.Span, diagnostic.Message)))
            return;
        diagnostics.Add(diagnostic);
        if (diagnostic.IsError)
            ErrorCount++;
    }

    public void Report(
        DiagnosticDescriptor descriptor,
        SourceSpan? span,
        string message,
        string? help = null,
        params ReadOnlySpan<DiagnosticLabel> labels) =>
        Add(new Diagnostic(descriptor, span, message, [.. labels], help));
}
