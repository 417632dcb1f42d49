using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics;

/// <summary>The calls being elaborated, and how an error in them is shown.</summary>
/// <param name="prelude">The files of the prelude, whose lines a user does not know.</param>
public sealed class CallStack(DiagnosticBag diagnostics, IReadOnlySet<SourceText> prelude)
{
    private readonly Stack<(SourceSpan Call, string? Definition)> calls = [];

    /// <summary>Whether an error was reported through it.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>The call that is being elaborated.</summary>
    public SourceSpan? Innermost => calls.TryPeek(out var top) ? top.Call : null;

    public void Push(SourceSpan call, string? definition) => calls.Push((call, definition));

    public void Pop() => calls.Pop();

    /// <summary>The place nearest to an error that the user wrote.</summary>
    public SourceSpan UserPlace(SourceSpan span)
    {
        if (!prelude.Contains(span.Source))
            return span;
        foreach (var (call, _) in calls)
        {
            if (!prelude.Contains(call.Source))
                return call;
        }

        return span;
    }

    /// <summary>
    /// Reports. An error inside a layer of the prelude is shown at the user's call, with the layer's line as a label;
    /// one inside a function of the user at its place, with the call as a label.
    /// </summary>
    public void Report(
        DiagnosticDescriptor descriptor,
        SourceSpan span,
        string message,
        string? help,
        params ReadOnlySpan<DiagnosticLabel> labels)
    {
        HasErrors |= descriptor.Severity == Severity.Error;
        var all = labels.ToArray().ToList();
        var primary = UserPlace(span);
        if (primary != span)
        {
            var layer = calls.FirstOrDefault(c => c.Call == primary).Definition;
            all.Add(new DiagnosticLabel(span, layer is null ? "here" : $"here, in `{layer}`"));
        }
        else if (calls.TryPeek(out var innermost) && innermost.Definition is { } name)
        {
            var call = UserPlace(innermost.Call);
            if (call != primary)
                all.Add(new DiagnosticLabel(call, $"in this call of `{name}`"));
        }

        var shown = all.Where(l => l.Span != primary).Distinct();
        diagnostics.Add(new Diagnostic(descriptor, primary, message, [.. shown], help));
    }
}
