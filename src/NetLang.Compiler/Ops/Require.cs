using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>The checks that shape rules are made of.</summary>
internal static class Require
{
    public static void That(Op op, bool condition, string otherwise)
    {
        if (!condition)
            throw new ShapeRuleException($"{op.Name}: {otherwise}");
    }

    /// <summary>Shape rules run for every node of every pass, so what is wrong is only put into words where it is.</summary>
    public static void That(
        Op op, bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] ref Otherwise otherwise)
    {
        if (!condition)
            throw new ShapeRuleException($"{op.Name}: {otherwise.Text()}");
    }

    public static void Inputs(Op op, ImmutableArray<TensorType> inputs, int count) =>
        That(op, inputs.Length == count, $"{inputs.Length} inputs instead of {count}");

    /// <summary>Whether ops compute in this type; the other floats and u8 are for storage, and cast first.</summary>
    public static bool IsComputed(this ElementType type) =>
        type is ElementType.F32 or ElementType.F64 or ElementType.I32 or ElementType.I64;

    /// <summary>The leaves' attributes <c>shape</c> and <c>type</c>.</summary>
    public static TensorType DeclaredType(this Attributes attributes) =>
        new(attributes.Element("type"), attributes.Shape("shape"));

    /// <summary>An interpolated string that is made where a condition does not hold.</summary>
    [InterpolatedStringHandler]
    public ref struct Otherwise
    {
        private DefaultInterpolatedStringHandler text;

        public Otherwise(int literalLength, int formattedCount, bool condition, out bool isNeeded)
        {
            isNeeded = !condition;
            text = isNeeded ? new(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
        }

        public void AppendLiteral(string part) => text.AppendLiteral(part);

        public void AppendFormatted<T>(T part) => text.AppendFormatted(part);

        public string Text() => text.ToStringAndClear();
    }
}
