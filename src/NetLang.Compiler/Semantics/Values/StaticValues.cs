using System.Globalization;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Values;

/// <summary>A whole number that is known now; constant dimensions are these too.</summary>
public sealed record IntValue(long Value) : Value
{
    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"the number {Value}");
}

public sealed record FloatValue(double Value) : Value
{
    /// <summary>As the language writes it: always with a point or an exponent.</summary>
    public string Text
    {
        get
        {
            var text = Value.ToString("R", CultureInfo.InvariantCulture);
            return text.AsSpan().ContainsAny(".EN∞") ? text : text + ".0";
        }
    }

    public override string Describe() => $"the number {Text}";
}

public sealed record BoolValue(bool Value) : Value
{
    public static BoolValue True { get; } = new(true);

    public static BoolValue False { get; } = new(false);

    /// <summary>Of a comparison that does not hold, what it compared; else null.</summary>
    public (Argument Left, Argument Right)? Compared { get; init; }

    public static BoolValue Of(bool value) => value ? True : False;

    public override string Describe() => Value ? "`true`" : "`false`";
}

/// <param name="IsFilled">Whether values stand in it for <c>{name}</c>.</param>
public sealed record StringValue(string Value, bool IsFilled = false) : Value
{
    public override string Describe() => $"the string \"{Value}\"";
}

/// <summary>An enumerated option: <c>Same</c>.</summary>
public sealed record CaseValue(string Name) : Value
{
    public override string Describe() => $"the case `{Name}`";
}

/// <summary>An element type as an argument: <c>cast f32 x</c>.</summary>
public sealed record ElementTypeValue(ElementType Type) : Value
{
    public override string Describe() => $"the element type `{Type.Name()}`";
}

/// <summary>A dimension that is chosen at run time; a constant one is an <see cref="IntValue"/>.</summary>
public sealed record DimValue : Value
{
    private DimValue(Dim dim) => Dim = dim;

    public Dim Dim { get; }

    /// <summary>The value of a dimension, of whichever kind.</summary>
    public static Value Of(Dim dim) => dim.IsConstant ? new IntValue(dim.ConstantValue) : new DimValue(dim);

    public override string Describe() => $"the dimension {Dim}";
}

/// <summary>A comparison of dimensions that only run time can decide.</summary>
/// <param name="Text">As a user would write it: <c>T % 2 = 0</c>.</param>
/// <param name="Dim">What the relation compares with 0.</param>
public sealed record UndecidedValue(string Text, Dim Dim, Relation Relation) : Value
{
    public override string Describe() => $"the condition `{Text}`, which is only known at run time";
}
