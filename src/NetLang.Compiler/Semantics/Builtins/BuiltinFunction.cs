using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>A function of the language itself: a row of one of the tables in this folder.</summary>
/// <param name="Name">What programs call it.</param>
/// <param name="Arity">The number of positional arguments.</param>
/// <param name="Example">A call of it, to be shown where one is wrong.</param>
/// <param name="Evaluate">
/// Called with all arguments, none of which is or holds an <see cref="ErrorValue"/>. Returns <see cref="ErrorValue"/>
/// after reporting a diagnostic.
/// </param>
public sealed record BuiltinFunction(string Name, int Arity, string Example, Func<BuiltinCall, Value> Evaluate)
{
    /// <summary>The options with their defaults; null where it takes none.</summary>
    public RecordValue? Options { get; init; }

    /// <summary>Which of its arguments it applies, if any: layer instances are numbered by the text of calls.</summary>
    public AppliedArgument? Applies { get; init; }

    /// <summary>Options from name and default.</summary>
    public static RecordValue Defaults(params ReadOnlySpan<(string Name, Value Value)> fields) =>
        new([.. fields.ToArray().Select(f => new FieldValue(f.Name, f.Value, null, null))]);
}
