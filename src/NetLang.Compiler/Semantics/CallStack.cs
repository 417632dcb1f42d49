using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Repairs;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics;

/// <summary>The calls being elaborated, and how an error in them is shown.</summary>
/// <param name="prelude">The files of the prelude, whose lines a user does not know.</param>
/// <param name="unknownNames">Places of names that mean nothing, which has been reported.</param>
public sealed class CallStack(
    DiagnosticBag diagnostics, IReadOnlySet<SourceText> prelude, IReadOnlySet<SourceSpan> unknownNames)
{
    // More would be read by nobody.
    private const int MaximalTrace = 4;

    private readonly Stack<CallFrame> calls = [];

    /// <summary>Whether an error was reported through it.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>The call that is being elaborated.</summary>
    public SourceSpan? Innermost => calls.TryPeek(out var top) ? top.Call : null;

    /// <param name="definition">The name of the function; null for a lambda.</param>
    /// <param name="arguments">Where its arguments were given.</param>
    public void Push(SourceSpan call, string? definition, params ReadOnlySpan<SourceSpan> arguments) =>
        calls.Push(new(call, definition, arguments.ToArray()));

    public void Pop() => calls.Pop();

    /// <summary>Whether a name at a place means nothing, which has been reported.</summary>
    public bool IsReportedName(SourceSpan span) => unknownNames.Contains(span);

    /// <summary>Whether a place lies in a file of the user's.</summary>
    public bool IsOfUser(SourceSpan span) => !prelude.Contains(span.Source);

    /// <summary>The place nearest to an error that the user wrote.</summary>
    public SourceSpan UserPlace(SourceSpan span)
    {
        if (IsOfUser(span))
            return span;
        foreach (var call in calls)
        {
            if (IsOfUser(call.Call))
                return call.Call;
        }

        return span;
    }

    /// <summary>
    /// Reports. An error inside a layer of the prelude is shown at the user's call, with the layer's line, and those that
    /// lead to it, as labels; one inside a function of the user at its place, with the calls as labels.
    /// </summary>
    public void Report(Diagnostic mistake)
    {
        HasErrors |= mistake.IsError;
        var span = mistake.Span!.Value;
        if (mistake.Descriptor == NameErrors.UnknownName && IsReportedName(span))
            return;
        var primary = UserPlace(span);
        var labels = mistake.Labels.Concat(Trace(span, primary).Take(MaximalTrace)).Where(l => l.Span != primary);
        diagnostics.Add(mistake with
        {
            Span = primary,
            Labels = [.. labels.DistinctBy(l => l.Span)],
            Candidates = [.. mistake.Candidates, .. Swaps(primary)],
        });
    }

    /// <summary>The way from the user's lines to the one with the error, innermost first.</summary>
    private IEnumerable<DiagnosticLabel> Trace(SourceSpan span, SourceSpan primary)
    {
        var place = span;
        foreach (var call in calls)
        {
            if (!IsOfUser(place) && primary != place)
            {
                var where = call.Definition is { } layer ? $", in `{layer}`" : "";
                yield return new(place, (place == span ? "here" : "called here") + where);
            }
            else if (call.Definition is { } function && IsOfUser(call.Call) && !call.Arguments.Contains(span))
            {
                yield return new(call.Call, $"in this call of `{function}`");
            }

            place = call.Call;
        }
    }

    /// <summary>
    /// Where one argument of a call is at fault, it may have changed places with another; where a function of the prelude
    /// fails, any two.
    /// </summary>
    private IEnumerable<Repair> Swaps(SourceSpan primary)
    {
        if (calls.FirstOrDefault(c => c.Call == primary || c.Arguments.Contains(primary)) is not { } call)
            return [];
        return call.Call == primary
            ? call.Arguments.SelectMany((argument, i) => Edits.Swaps(argument, call.Arguments.Skip(i + 1)))
            : Edits.Swaps(primary, call.Arguments);
    }

    private sealed record CallFrame(SourceSpan Call, string? Definition, SourceSpan[] Arguments);
}
