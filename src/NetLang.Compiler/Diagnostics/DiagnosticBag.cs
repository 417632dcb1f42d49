using NetLang.Compiler.Text;

namespace NetLang.Compiler.Diagnostics;

/// <summary>Collects what a compilation has to report.</summary>
/// <param name="allowed">The codes of warnings that are left out.</param>
public sealed class DiagnosticBag(params IEnumerable<string> allowed)
{
    private readonly HashSet<string> allowed = [.. allowed];
    private readonly List<AllowComment> comments = [];
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

    /// <summary>Adds a diagnostic; the same one at the same place is reported once, and a silenced warning never.</summary>
    public void Add(Diagnostic diagnostic)
    {
        if (!diagnostic.IsError && (allowed.Contains(diagnostic.Code) || IsSilenced(diagnostic)))
            return;
        if (!seen.Add((diagnostic.Code, diagnostic.Span, diagnostic.Message)))
            return;
        diagnostics.Add(diagnostic.Shortened());
        if (diagnostic.IsError)
            ErrorCount++;
    }

    /// <summary>Puts a diagnostic that says more in the place of one.</summary>
    public void Replace(Diagnostic diagnostic, Diagnostic other) => diagnostics[diagnostics.IndexOf(diagnostic)] = other;

    public void Report(
        DiagnosticDescriptor descriptor,
        SourceSpan? span,
        string message,
        string help,
        params ReadOnlySpan<DiagnosticLabel> labels) =>
        Add(new Diagnostic(descriptor, span, message, [.. labels], help));

    /// <summary>Takes note of a comment: <c>// allow NL2031</c> silences warnings that are added later.</summary>
    public void Note(SourceSpan comment)
    {
        if (AllowComment.Of(comment) is { } allow)
            comments.Add(allow);
    }

    /// <summary>Takes note of the comments that another bag has noted.</summary>
    public void NoteCommentsOf(DiagnosticBag other) => comments.AddRange(other.comments);

    /// <summary>Reports the comments of a file that silenced nothing, after all else.</summary>
    public void ReportUselessComments(SourceText file)
    {
        foreach (var comment in comments.Where(c => c.Place.Source == file))
        {
            foreach (var code in comment.Useless.Except(allowed))
            {
                Report(
                    SilencingWarnings.Useless,
                    comment.Place,
                    DiagnosticCatalog.Find(code) switch
                    {
                        null => $"there is no warning {code}",
                        { Severity: Severity.Error } => $"{code} is an error, which cannot be silenced",
                        _ => $"no warning {code} is here to be silenced",
                    },
                    "remove the code; a comment on a line of its own is for the line below it");
            }
        }
    }

    // All comments are asked, so that each that could silence it counts as used.
    private bool IsSilenced(Diagnostic warning) => comments.Count(comment => comment.Silences(warning)) > 0;
}
