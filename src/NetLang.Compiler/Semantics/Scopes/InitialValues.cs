using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Scopes;

/// <summary>
/// What one application of <c>initialize</c> says of params and states by their names, and which names were asked for.
/// </summary>
/// <param name="outer">What stands around it; it says nothing of names that the inner one knows.</param>
public sealed class InitialValues(RecordValue fields, InitialValues? outer)
{
    private readonly HashSet<string> declared = [];

    /// <summary>What a variable of a name begins with; null where its declaration decides.</summary>
    public Argument? Find(string name)
    {
        declared.Add(name);
        var beyond = outer?.Find(name);
        return fields.Fields.LastOrDefault(f => f.Name == name) is { } field
            ? new Argument(field.Value, field.Place!.Value)
            : beyond;
    }

    /// <summary>Reports the names that nothing has asked for.</summary>
    public void ReportUnknown(Elaborator elaborator)
    {
        var names = string.Join(", ", declared.Order(StringComparer.Ordinal).Select(name => $"`{name}`"));
        foreach (var field in fields.Fields.Where(f => !declared.Contains(f.Name)))
        {
            elaborator.Fail(
                VariableErrors.NothingToInitialize,
                Place(field),
                $"no param or state called `{field.Name}` is declared in this layer",
                Suggestion.DidYouMean(field.Name, declared)
                    ?? (names.Length == 0 ? "it declares none" : $"it declares {names}"));
        }
    }

    private static SourceSpan Place(FieldValue field) => field.Span!.Value; // only defaults of builtins have none
}
