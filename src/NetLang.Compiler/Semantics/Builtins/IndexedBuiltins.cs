using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Functions that take indices from tensors.</summary>
internal static class IndexedBuiltins
{
    private static readonly RecordValue Options =
        BuiltinFunction.Defaults(("axis", new IntValue(0)), ("batch", new IntValue(0)));

    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("gather", 2, "gather index x", Gather) { Options = Options },
        new("scatterAdd", 3, "scatterAdd index 10 x", ScatterAdd) { Options = Options },
        new("checkIndex", 2, "checkIndex 10 index", CheckIndex),
    ];

    /// <summary>Elements of a tensor along an axis.</summary>
    private static Value Gather(BuiltinCall call)
    {
        if (Index(call, 0) is not { } index || call.Tensor(1, "second argument") is not { } x
            || Axis(call, x.Shape.Rank, x.Type) is not { } axis || Batch(call, index.Shape, axis) is not { } batch)
        {
            return ErrorValue.Instance;
        }

        if (!Fits(call, x.Shape.Dims[..batch], index.Shape.Dims[..batch], out var isProven))
            return Different(call, 1, $"the first {batch} dimensions of {index.Type} and {x.Type} differ");
        if (!isProven)
            return ErrorValue.Instance;
        Bound(call, index, x.Shape[axis]);
        return new NodeValue(call.Builder.Gather(x, index, axis, batch));
    }

    /// <summary>A tensor of a given size along an axis, of sums of another's elements.</summary>
    private static Value ScatterAdd(BuiltinCall call)
    {
        if (Index(call, 0) is not { } index || Size(call, 1) is not { } size || call.Tensor(2, "third argument") is not { } x)
            return ErrorValue.Instance;
        if (!x.Type.Element.IsComputed())
        {
            return call.Fail(
                2,
                ShapeErrors.ElementKind,
                $"`scatterAdd` is not defined for tensors of {x.Type.Element.Name()}",
                "convert it: `cast f32 …`");
        }

        if (x.Shape.Rank < index.Shape.Rank)
            return Different(call, 2, $"{x.Type} has no element for each index of {index.Type}: it has fewer axes");

        // The axes of the result: those of the index behind its batch become one.
        var known = call.Options["batch"] is IntValue { Value: var given } && given >= 0 && given <= index.Shape.Rank ? (int)given : 0;
        if (Axis(call, x.Shape.Rank - (index.Shape.Rank - known) + 1, x.Type) is not { } axis
            || Batch(call, index.Shape, axis) is not { } batch)
        {
            return ErrorValue.Instance;
        }

        var axes = new IndexedAxes(batch, axis, index.Shape.Rank - batch);
        if (!Fits(call, axes.OfIndex(x.Shape.Dims), index.Shape.Dims, out var isProven))
        {
            return Different(
                call,
                2,
                $"{x.Type} has no element for each index of {index.Type}: from axis {axis} on it must have the "
                + $"dimensions {new Shape(index.Shape.Dims[batch..])}");
        }

        if (!isProven)
            return ErrorValue.Instance;
        Bound(call, index, size);
        return new NodeValue(call.Builder.ScatterAdd(x, index, size, axis, batch));
    }

    private static Value CheckIndex(BuiltinCall call)
    {
        if (Size(call, 0) is not { } bound || Index(call, 1) is not { } index)
            return ErrorValue.Instance;
        Bound(call, index, bound);
        return call[1];
    }

    /// <summary>What feeds an index is checked, where the bound is known before it is.</summary>
    private static void Bound(BuiltinCall call, Node index, Dim bound)
    {
        if (bound.IsConstant && IndexSource.Of(index) is { } input)
            call.Elaborator.Variables.BoundIndex(input.Attributes.Text("name"), bound.ConstantValue);
    }

    private static Node? Index(BuiltinCall call, int argument)
    {
        if (call.Tensor(argument, "index") is not { } index)
            return null;
        if (index.Type.Element.IsInteger())
            return index;
        call.Fail(argument, ShapeErrors.ElementKind, $"indices are integers, and this is {index.Type}", "declare them as `i32[N]`");
        return null;
    }

    private static Dim? Size(BuiltinCall call, int argument)
    {
        switch (call[argument])
        {
            case IntValue { Value: >= 0 } number:
                return number.Value;
            case DimValue symbolic:
                return symbolic.Dim;
            default:
                call.Mismatch(call.Arguments[argument], "bound", "a whole number from 0 that is known at compile time");
                return null;
        }
    }

    private static int? Axis(BuiltinCall call, int rank, TensorType type) => Axes.One(
        call, call.Options["axis"]!, call.SpanOf("axis"), rank, type);

    /// <summary>How many leading axes the index shares; null after reporting.</summary>
    private static int? Batch(BuiltinCall call, Shape index, int axis)
    {
        var most = Math.Min(index.Rank, axis);
        if (call.Options["batch"] is IntValue { Value: var batch } && batch >= 0 && batch <= most)
            return (int)batch;
        var option = new Argument(call.Options["batch"]!, call.SpanOf("batch"));
        if (option.Value is not IntValue { Value: var shared })
        {
            call.Mismatch(option, "option `batch`", "a whole number that is known at compile time");
            return null;
        }

        call.Elaborator.Fail(
            ShapeErrors.Axis,
            option.Span,
            $"`{call.Function.Name}` cannot share {shared} leading axes here",
            $"`batch` counts axes of the index that stand before axis {axis}: at most {most}");
        return null;
    }

    /// <summary>Whether dimensions are equal, or may be where that is enough.</summary>
    private static bool Fits(BuiltinCall call, ImmutableArray<Dim> a, ImmutableArray<Dim> b, out bool isProven)
    {
        isProven = a.SequenceEqual(b);
        return isProven || call.Elaborator.Unknowns.MayBeEqual(new Shape(a), new Shape(b));
    }

    private static Value Different(BuiltinCall call, int argument, string message) =>
        call.Fail(argument, ShapeErrors.ShapesDiffer, message, "`expandDims`, `permute` and `broadcastTo` bring axes into place");
}
