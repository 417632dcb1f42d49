using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Tensors in tuples, which may nest; <c>()</c> holds none.</summary>
internal static class TensorTree
{
    private const int MaximumDepth = 100;

    /// <summary>The tensors in order, numbers as tensors of the given type; null after reporting.</summary>
    public static ImmutableArray<Node>? Read(BuiltinCall call, Argument argument, ElementType type, string role) =>
        Read(call, argument, _ => type, role);

    /// <summary>The tensors in order, numbers as tensors of the type at their place; null after reporting.</summary>
    public static ImmutableArray<Node>? Read(
        BuiltinCall call, Argument argument, IReadOnlyList<TensorType> types, string role) =>
        Read(call, argument, i => i < types.Count ? types[i].Element : ElementType.F32, role);

    /// <summary>The same tree with other tensors.</summary>
    public static Value Fill(Value tree, IReadOnlyList<Node> tensors)
    {
        var next = 0;
        return Fill(tree);

        Value Fill(Value value) => value switch
        {
            UnitValue => value,
            TupleValue tuple => new TupleValue([.. tuple.Items.Select(Fill)]),
            _ => new NodeValue(tensors[next++]),
        };
    }

    /// <summary>Whether two trees have tensors at the same places.</summary>
    public static bool IsAlike(Value a, Value b) => (a, b) switch
    {
        (TupleValue x, TupleValue y) => x.Items.Length == y.Items.Length && x.Items.Zip(y.Items).All(p => IsAlike(p.First, p.Second)),
        (UnitValue, UnitValue) => true,
        _ => a is not (TupleValue or UnitValue) && b is not (TupleValue or UnitValue),
    };

    private static ImmutableArray<Node>? Read(BuiltinCall call, Argument argument, Func<int, ElementType> typeAt, string role)
    {
        var tensors = ImmutableArray.CreateBuilder<Node>();
        return Collect(argument.Value, 0) ? tensors.ToImmutable() : null;

        bool Collect(Value value, int depth)
        {
            if (!call.Elaborator.Spend(call.Span))
                return false;
            switch (value)
            {
                case UnitValue:
                    return true;
                case TupleValue when depth > MaximumDepth:
                    call.Elaborator.Fail(
                        NameErrors.TooMuchWork,
                        argument.Span,
                        $"tuples are nested deeper than {MaximumDepth} here",
                        "write one flat tuple: `(a, b, c)` in the place of `(a, (b, c))`");
                    return false;
                case TupleValue tuple:
                    return tuple.Items.All(item => Collect(item, depth + 1));
                case NodeValue or IntValue or FloatValue or DimValue or BoolValue:
                    if (call.Elaborator.Operators.Numbers.ToTensor(argument with { Value = value }, typeAt(tensors.Count)) is not { } node)
                        return false;
                    tensors.Add(node);
                    return true;
                default:
                    call.Mismatch(argument with { Value = value }, role, "a tensor, or a tuple of tensors");
                    return false;
            }
        }
    }
}
