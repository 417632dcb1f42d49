using System.Collections.Immutable;
using System.Globalization;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>
/// <c>scan f init xs</c>: runs <c>f carry x = (carry, y)</c> over an axis of a tensor, or of several in a tuple, and gives
/// the last carry and all y.
/// </summary>
internal static class ScanBuiltins
{
    private const string Contract = "the body of a scan takes a carry and one step of what is scanned, and gives `(carry, output)`";

    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("scan", 3, "scan (fun () now -> ((), 2.0 * now)) () x", Evaluate)
        {
            Options = BuiltinFunction.Defaults(("axis", new IntValue(1)), ("reverse", BoolValue.False)),
            Applies = new(Index: 0, Given: 2),
        },
    ];

    private static Value Evaluate(BuiltinCall call)
    {
        if (call.Callable(0, "first argument") is null || Carries(call) is not { } first || ScannedTensors(call) is not { } xs)
            return ErrorValue.Instance;
        if (call.Options["reverse"] is not BoolValue reverse)
        {
            call.Mismatch(new Argument(call.Options["reverse"]!, call.Span), "option `reverse`", "`true` or `false`", "write `{ reverse = true }`");
            return ErrorValue.Instance;
        }

        var number = call.Elaborator.NewScan();
        var index = string.Create(CultureInfo.InvariantCulture, $"scan{number}");
        var leaves = first.Select((c, i) => call.Builder.Variable($"{index}:carry:{i}", c.Type)).ToList();
        var steps = xs.Tensors.Select((x, i) => call.Builder.Input(
            $"{index}:scanned:{i}", x.Type with { Shape = new Shape(x.Shape.Dims.RemoveAt(xs.Axis)) })).ToList();
        var place = Dim.Symbol(index);
        var around = call.Elaborator.ScanPlace;
        var body = call.Elaborator.InScan(
            around is null ? place : (around * xs.Length) + place,
            () => call.Elaborator.Apply(
                call[0],
                call.Arguments[0].Span,
                new Argument(TensorTree.Fill(call[1], leaves), call.Arguments[1].Span),
                new Argument(TensorTree.Fill(call[2], steps), call.Arguments[2].Span)));
        if (Results(call, body, first) is not { } results)
            return ErrorValue.Instance;

        var graph = ScanExtraction.Body(
            [.. leaves.Zip(results.Carries)],
            steps,
            [.. results.Outputs, .. leaves], // the carries before each step are for the gradient
            index,
            call.Builder,
            out var captured);
        var scan = new Scan(graph, leaves.Count, steps.Count, xs.Length, reverse.Value, index);
        var nodes = call.Builder.Scan(scan, [.. first, .. xs.Tensors.Select(x => ToFront(call.Builder, x, xs.Axis)), .. captured]);
        var stacked = nodes.Skip(leaves.Count).Take(results.Outputs.Length).Select(y => FromFront(call.Builder, y, xs.Axis));
        return new TupleValue([TensorTree.Fill(call[1], nodes), TensorTree.Fill(results.OutputTree, [.. stacked])]);
    }

    /// <summary>The tensors of the first carry; null after reporting.</summary>
    private static ImmutableArray<Node>? Carries(BuiltinCall call)
    {
        var type = call.Elaborator.ElementType ?? Runtime.ElementType.F32;
        return TensorTree.Read(call, call.Arguments[1], type, "first carry");
    }

    private static string StepsAdvice(int axis, Dim length, int otherAxis, Dim otherLength)
    {
        if (axis != otherAxis)
            return "count the axis from the front, `{ axis = 1 }`, or bring the tensors to one number of axes with `expandDims`";
        if (!length.IsConstant || !otherLength.IsConstant)
            return $"{length} and {otherLength} cannot be proven equal; give the dimensions one name, or one number";
        var last = Math.Min(length.ConstantValue, otherLength.ConstantValue) - 1;
        return $"take as many steps of the longer one: `[{string.Concat(Enumerable.Repeat("_, ", axis))}0..{last}, ..]` behind it";
    }

    private static (ImmutableArray<Node> Tensors, int Axis, Dim Length)? ScannedTensors(BuiltinCall call)
    {
        var span = call.Options.Fields.First(f => f.Name == "axis").Span ?? call.Arguments[2].Span;
        if (TensorTree.Read(call, call.Arguments[2], Runtime.ElementType.F32, "scanned tensor") is not { } tensors)
            return null;
        if (tensors.IsEmpty)
        {
            call.Mismatch(call.Arguments[2], "third argument", "a tensor, or a tuple of them");
            return null;
        }

        var axes = tensors.Select(x => Axes.One(call, call.Options["axis"]!, span, x.Shape.Rank, x.Type)).TakeWhile(a => a is not null).ToList();
        if (axes.Count < tensors.Length)
            return null;
        var (axis, length) = (axes[0]!.Value, tensors[0].Shape[axes[0]!.Value]);
        foreach (var (tensor, own) in tensors.Zip(axes))
        {
            if (own == axis && tensor.Shape[axis].Equals(length))
                continue;
            if (own == axis && call.Elaborator.Unknowns.MayBeEqual(tensor.Shape[axis], length))
                return null;
            call.Fail(
                2,
                ShapeErrors.ShapesDiffer,
                $"tensors that are scanned together have the same number of steps: axis {axis} of {tensors[0].Type} is {length}, "
                    + $"and axis {own} of {tensor.Type} is {tensor.Shape[own!.Value]}",
                StepsAdvice(axis, length, own.Value, tensor.Shape[own.Value]));
            return null;
        }

        return (tensors, axis, length);
    }

    private static (ImmutableArray<Node> Carries, ImmutableArray<Node> Outputs, Value OutputTree)? Results(
        BuiltinCall call, Value result, ImmutableArray<Node> first)
    {
        if (result is ErrorValue)
            return null;
        if (result is not TupleValue { Items: [var carry, var output] })
        {
            call.Fail(0, NameErrors.WrongKindOfArgument, $"{Contract}, and this gives {result.Describe()}", "end it with `(carry, output)`");
            return null;
        }

        var place = call.Arguments[0];
        var element = call.Elaborator.ElementType ?? Runtime.ElementType.F32;
        if (TensorTree.Read(call, place with { Value = carry }, first.Select(c => c.Type).ToList(), "carry") is not { } carries
            || TensorTree.Read(call, place with { Value = output }, element, "output") is not { } outputs)
        {
            return null;
        }

        var isAlike = TensorTree.IsAlike(call[1], carry);
        if (!isAlike || !carries.Select(c => c.Type).SequenceEqual(first.Select(c => c.Type)))
        {
            if (isAlike && carries.Zip(first).All(c => call.Elaborator.Unknowns.MayBeEqual(c.First.Type, c.Second.Type)))
                return null;
            call.Elaborator.Fail(
                ShapeErrors.ShapesDiffer,
                place.Span,
                $"each step of a scan gives a carry like the one that it takes: {Describe(first)} comes in, and {Describe(carries)} goes out",
                "make the first carry of the type that the steps give",
                new Diagnostics.DiagnosticLabel(call.Arguments[1].Span, $"the first carry, {Describe(first)}"));
            return null;
        }

        return (carries, outputs, output);
    }

    private static string Describe(ImmutableArray<Node> tensors) =>
        tensors.Length == 1 ? tensors[0].Type.ToString() : $"({string.Join(", ", tensors.Select(t => t.Type))})";

    private static Node ToFront(GraphBuilder builder, Node x, int axis) =>
        axis == 0 ? x : builder.Transpose(x, [axis, .. Enumerable.Range(0, x.Shape.Rank).Where(a => a != axis).Select(a => (long)a)]);

    /// <summary>Steps stand where they stood in what was scanned, or last where there are too few axes.</summary>
    private static Node FromFront(GraphBuilder builder, Node y, int axis)
    {
        var place = Math.Min(axis, y.Shape.Rank - 1);
        return place == 0 ? y : builder.Transpose(
            y, [.. Enumerable.Range(0, y.Shape.Rank).Select(a => a < place ? a + 1L : a == place ? 0 : a)]);
    }
}
