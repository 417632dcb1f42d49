using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>
/// Tensors from shapes and numbers. Their element type is that of the declaration around, else of the enclosing
/// signature, else f32.
/// </summary>
internal static class CreationBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("zeros", 1, "zeros [2; 3]", call => Filled(call, 0, new Argument(new IntValue(0), call.Span))),
        new("ones", 1, "ones [2; 3]", call => Filled(call, 0, new Argument(new IntValue(1), call.Span))),
        new("filled", 2, "filled 0.5 [2; 3]", call => Filled(call, 1, call.Arguments[0])),
        new("randomUniform", 1, "randomUniform [2; 3]", call => Random(call, Distribution.Uniform)),
        new("randomNormal", 1, "randomNormal [2; 3]", call => Random(call, Distribution.Normal)),
        new("iota", 2, "iota 0 [2; 3]", Iota),
        new("tensor", 1, "tensor [[1.0; 2.0]; [3.0; 4.0]]", Tensor),
    ];

    private static ElementType TypeFor(BuiltinCall call) => call.Elaborator.ElementType ?? ElementType.F32;

    private static Value Filled(BuiltinCall call, int shapeIndex, Argument number)
    {
        if (call.Shape(shapeIndex, "shape") is not { } shape
            || call.Elaborator.Operators.Numbers.ToTensor(number, TypeFor(call)) is not { } value)
        {
            return ErrorValue.Instance;
        }

        if (value.Shape.Rank > 0)
        {
            call.Mismatch(number, "value", "a number");
            return ErrorValue.Instance;
        }

        return call.Shaped(call.Builder.BroadcastTrailing(value, shape), shapeIndex);
    }

    private static Value Random(BuiltinCall call, Distribution distribution)
    {
        if (call.Shape(0, "shape") is not { } shape)
            return ErrorValue.Instance;
        var type = TypeFor(call);
        if (!type.IsFloat())
        {
            return call.Fail(
                0,
                ShapeErrors.ElementKind,
                $"random numbers are floats, and {type.Name()} is needed here",
                $"convert them: `cast {type.Name()} …`");
        }

        var key = call.Elaborator.RandomKey(call.Span);
        return call.Shaped(
            call.Builder.Random(key, distribution, new TensorType(type, shape), call.Elaborator.ScanPlace), 0);
    }

    private static Value Iota(BuiltinCall call)
    {
        if (call.Shape(1, "shape") is not { } shape)
            return ErrorValue.Instance;
        var type = new TensorType(ElementType.I32, shape);
        return Axes.One(call, call[0], call.Arguments[0].Span, shape.Rank, type) is { } axis
            ? new NodeValue(call.Builder.Iota(axis, type))
            : ErrorValue.Instance;
    }

    private static Value Tensor(BuiltinCall call)
    {
        var values = ImmutableArray.CreateBuilder<double>();
        var dims = new List<int>();
        if (!Collect(call, call[0], 0, dims, values))
            return ErrorValue.Instance;
        var shape = new Shape([.. dims.Select(d => Dim.Constant(d))]);
        return new NodeValue(call.Builder.Constant(values.ToImmutable(), new TensorType(TypeFor(call), shape)));
    }

    private static bool Collect(
        BuiltinCall call, Value value, int depth, List<int> dims, ImmutableArray<double>.Builder values)
    {
        if (!call.Elaborator.Spend(call.Span))
            return false;
        if (values.Count > Budget.MaximumListLength || depth > TensorSize.MaximumAxes)
        {
            call.Elaborator.Fail(
                NameErrors.TooMuchWork,
                call.Span,
                $"a tensor that is written in a program has at most {Budget.MaximumListLength:N0} numbers and "
                + $"{TensorSize.MaximumAxes} axes",
                "compute it from `iota` or random draws, or read it as data");
            return false;
        }

        switch (value)
        {
            case IntValue number when depth == dims.Count:
                values.Add(number.Value);
                return true;
            case FloatValue number when depth == dims.Count && TypeFor(call).IsFloat():
                values.Add(number.Value);
                return true;
            case FloatValue number when depth == dims.Count:
                call.Elaborator.Operators.Numbers.ToTensor(
                    new Argument(number, number.Origin ?? call.Span), TypeFor(call));
                return false;
            case ListValue list when depth == dims.Count && values.Count == 0:
                dims.Add(list.Items.Length);
                return list.Items.All(item => Collect(call, item, depth + 1, dims, values));
            case ListValue list when depth < dims.Count && list.Items.Length == dims[depth]:
                return list.Items.All(item => Collect(call, item, depth + 1, dims, values));
            case ListValue or IntValue or FloatValue:
                call.Elaborator.Fail(
                    ShapeErrors.ShapesDiffer,
                    value.Origin ?? call.Arguments[0].Span,
                    $"the rows of a tensor are of one length: here is {value.Describe()}, and before it the "
                    + $"shape was [{string.Join(", ", dims)}]",
                    "give each row as many items as the first has");
                return false;
            default:
                call.Mismatch(call.ItemOf(0, value), "argument", "lists of numbers");
                return false;
        }
    }
}
