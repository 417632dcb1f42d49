using System.Collections.Immutable;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Values;

public sealed record ListValue(ImmutableArray<Value> Items) : Value
{
    public ImmutableArray<Value> Items { get; } = Items;

    /// <summary>The brackets in which it was written; null for a list that a function gave.</summary>
    public ListExpression? Written { get; init; }

    public override bool HoldsError { get; } = Items.Any(i => i.HoldsError);

    public override string Describe() => Items.Length == 1 ? "a list of 1 item" : $"a list of {Items.Length} items";
}

public sealed record TupleValue(ImmutableArray<Value> Items) : Value
{
    public ImmutableArray<Value> Items { get; } = Items;

    public override bool HoldsError { get; } = Items.Any(i => i.HoldsError);

    public override string Describe() => $"a tuple of {Items.Length}";
}

/// <summary>Fields in the order in which they were written.</summary>
public sealed record RecordValue(ImmutableArray<FieldValue> Fields) : Value
{
    public static RecordValue Empty { get; } = new([]);

    public ImmutableArray<FieldValue> Fields { get; } = Fields;

    public override bool HoldsError { get; } = Fields.Any(f => f.Value.HoldsError);

    public Value? this[string name] => Fields.FirstOrDefault(f => f.Name == name)?.Value;

    public IEnumerable<string> Names => Fields.Select(f => f.Name);

    /// <summary>The same record with the given fields in place of its own of that name.</summary>
    public RecordValue With(RecordValue changes) =>
        new([.. Fields.Select(f => changes.Fields.LastOrDefault(c => c.Name == f.Name) ?? f)]) { Origin = Origin };

    public override string Describe() => $"a record {{ {string.Join("; ", Names)} }}";
}

/// <param name="Span">Where its name was written; null for defaults of builtins.</param>
/// <param name="Place">Where its value was written.</param>
public sealed record FieldValue(string Name, Value Value, Text.SourceSpan? Span, Text.SourceSpan? Place);
