using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NetLang.Runtime;

namespace NetLang.Compiler.IR;

/// <summary>A static argument of a node. Records, so that equal attributes are equal nodes.</summary>
public abstract record AttributeValue;

public sealed record IntAttribute(long Value) : AttributeValue;

public sealed record FloatAttribute(double Value) : AttributeValue
{
    // By bits: 0.0 and -0.0 are different constants, and NaN equals itself.
    public bool Equals(FloatAttribute? other) =>
        other is not null && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(other.Value);

    public override int GetHashCode() => BitConverter.DoubleToInt64Bits(Value).GetHashCode();
}

public sealed record TextAttribute(string Value) : AttributeValue;

public sealed record ElementAttribute(ElementType Value) : AttributeValue;

public sealed record ShapeAttribute(Shape Value) : AttributeValue;

public sealed record IntsAttribute(ImmutableArray<long> Values) : AttributeValue
{
    public bool Equals(IntsAttribute? other) =>
        other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in Values)
            hash.Add(value);
        return hash.ToHashCode();
    }
}

/// <summary>Floats, compared by bits.</summary>
public sealed record FloatsAttribute(ImmutableArray<double> Values) : AttributeValue
{
    public bool Equals(FloatsAttribute? other) =>
        other is not null && Values.Length == other.Values.Length
        && Values.Zip(other.Values).All(p =>
            BitConverter.DoubleToInt64Bits(p.First) == BitConverter.DoubleToInt64Bits(p.Second));

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in Values)
            hash.Add(BitConverter.DoubleToInt64Bits(value));
        return hash.ToHashCode();
    }
}

/// <summary>The static arguments of a node by name, in name order, compared by value.</summary>
public sealed class Attributes : IEquatable<Attributes>
{
    private readonly ImmutableArray<(string Name, AttributeValue Value)> items;
    private int hash; // 0 where it has not been computed

    public Attributes(params ReadOnlySpan<(string Name, AttributeValue Value)> items)
    {
        var sorted = items.ToArray();
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        this.items = ImmutableCollectionsMarshal.AsImmutableArray(sorted);
        Graphs = [.. this.items.Select(i => i.Value).OfType<GraphAttribute>().Select(a => a.Value)];
    }

    public static Attributes None { get; } = new();

    public ImmutableArray<(string Name, AttributeValue Value)> Items => items;

    public long Int(string name) => Get<IntAttribute>(name).Value;

    public double Float(string name) => Get<FloatAttribute>(name).Value;

    public string Text(string name) => Get<TextAttribute>(name).Value;

    public ElementType Element(string name) => Get<ElementAttribute>(name).Value;

    public Shape Shape(string name) => Get<ShapeAttribute>(name).Value;

    public Graph Graph(string name) => Get<GraphAttribute>(name).Value;

    public ImmutableArray<long> Ints(string name) => Get<IntsAttribute>(name).Values;

    public ImmutableArray<double> Floats(string name) => Get<FloatsAttribute>(name).Values;

    public bool Equals(Attributes? other) => other is not null && items.AsSpan().SequenceEqual(other.items.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Attributes);

    /// <summary>Computed once: each lookup of a node needs it.</summary>
    public override int GetHashCode()
    {
        if (hash != 0)
            return hash;
        var code = default(HashCode);
        foreach (var item in items)
            code.Add(item);
        return hash = code.ToHashCode();
    }

    public bool Has(string name) => items.Any(i => i.Name == name);

    /// <summary>The same attributes, but one.</summary>
    public Attributes With(string name, AttributeValue value) => new([.. items.Where(i => i.Name != name), (name, value)]);

    /// <summary>The same attributes with other graphs in the place of those among them.</summary>
    public Attributes MapGraphs(Func<Graph, Graph> map) =>
        new([.. items.Select(i => i.Value is GraphAttribute body ? (i.Name, new GraphAttribute(map(body.Value))) : i)]);

    /// <summary>The same attributes with other dimensions in the place of those in shapes, by name of the attribute.</summary>
    public Attributes MapDims(Func<string, Dim, Dim> map) => new(
        [.. items.Select(i => i.Value is ShapeAttribute shape ? (i.Name, new ShapeAttribute(shape.Value.Map(d => map(i.Name, d)))) : i)]);

    /// <summary>The graphs among them: the bodies of a scan.</summary>
    public ImmutableArray<Graph> Graphs { get; }

    private T Get<T>(string name)
        where T : AttributeValue
    {
        foreach (var (itemName, value) in items)
        {
            if (itemName == name && value is T typed)
                return typed;
        }

        throw new ShapeRuleException($"no attribute '{name}' of type {typeof(T).Name}");
    }
}
