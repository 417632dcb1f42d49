using System.Collections.Immutable;

namespace NetLang.Compiler.Semantics.Values;

public sealed record ListValue(ImmutableArray<Value> Items) : Value
{
    public override string Describe() => Items.Length == 1 ? "a list of 1 item" : $"a list of {Items.Length} items";
}

public sealed record TupleValue(ImmutableArray<Value> Items) : Value
{
    public override string Describe() => $"a tuple of {Items.Length}";
}

/// <summary>Fields in the order in which they were written.</summary>
public sealed record RecordValue(ImmutableArray<FieldValue> Fields) : Value
{
    public static RecordValue Empty { get; } = new([]);

    public Value? this[string name] => Fields.FirstOrDefault(f => f.Name == name)?.Value;

    public IEnumerable<string> Names => Fields.Select(f => f.Name);

    /// <summary>The same record with the given fields in place of its own of that name.</summary>
    public RecordValue With(RecordValue changes) =>
        this with { Fields = [.. Fields.Select(f => changes.Fields.LastOrDefault(c => c.Name == f.Name) ?? f)] };

    public override string Describe() => $"a record {{ {string.Join("; ", Names)} }}";
}

/// <param name="Span">Where the field was written; null for defaults of builtins.</param>
public sealed record FieldValue(string Name, Value Value, Text.SourceSpan? Span);
