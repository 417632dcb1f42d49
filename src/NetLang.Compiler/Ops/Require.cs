using System.Collections.Immutable;
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

    public static void Inputs(Op op, ImmutableArray<TensorType> inputs, int count) =>
        That(op, inputs.Length == count, $"{inputs.Length} inputs instead of {count}");

    /// <summary>Whether ops compute in this type; the other floats and u8 are for storage, and cast first.</summary>
    public static bool IsComputed(this ElementType type) =>
        type is ElementType.F32 or ElementType.F64 or ElementType.I32 or ElementType.I64;

    /// <summary>The leaves' attributes <c>shape</c> and <c>type</c>.</summary>
    public static TensorType DeclaredType(this Attributes attributes) =>
        new(attributes.Element("type"), attributes.Shape("shape"));
}
