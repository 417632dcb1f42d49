using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Ops;

/// <summary>What every op owes: test inputs, a gradient or none by declaration, a reference and a lowering.</summary>
public sealed class OpRegistryTests
{
    public static TheoryData<string> Names => new(OpRegistry.All.Select(o => o.Name));

    [Fact]
    public void Every_op_is_registered_once_and_has_test_inputs()
    {
        Assert.Equal(OpCases.All.Keys.Order(), OpRegistry.All.Select(o => o.Name).Order());
        var declared = typeof(Op).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Op)) || t.Namespace == typeof(OpRegistry).Namespace)
            .SelectMany(t => t.GetProperties().Where(p => p.GetMethod is { IsStatic: true }))
            .Where(p => p.PropertyType.IsAssignableTo(typeof(Op)))
            .Select(p => (Op)p.GetValue(null)!);
        Assert.Empty(declared.Except(OpRegistry.All));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_a_reference(string name)
    {
        var example = OpCases.All[name];
        var (node, _) = OpCases.Build(example, new GraphBuilder());
        if (node.Op is PlaceholderOp)
            return;
        var context = OpCases.Context(example.Inputs.AsSpan());
        var value = Interpreter.Run(Graph(node), context).Outputs["y"];
        Assert.Equal(node.Type.Element, value.Element);
        Assert.Equal(context.Extents(node.Shape), value.Shape);
        Assert.Equal(RowMajor.Size(value.Shape), value.Values.Length);
        Assert.All(value.Values, v => Assert.Equal(TensorValue.Round(node.Type.Element, v), v));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_gradient_is_that_of_finite_differences(string name)
    {
        var example = OpCases.All[name];
        var builder = new GraphBuilder();
        var (node, inputs) = OpCases.Build(example, builder);
        for (var i = 0; i < inputs.Length; i++)
        {
            // A weighted sum, so that no two elements of the result are alike to the gradient.
            var loss = WeightedSum(node, builder);
            var gradient = builder.Gradient(loss, inputs[i]);
            var diagnostics = new DiagnosticBag();
            var program = new Autodiff().Run(Graph(gradient, loss), diagnostics);
            var declared = node.Op is LeafOp || Enumerable.Range(0, node.Inputs.Length).Any(node.Op.IsDifferentiable);
            if (!declared || node.Type.Element.IsFloat() && Blocked(node, inputs[i]))
            {
                Assert.NotEmpty(diagnostics.All);
                continue;
            }

            Assert.Empty(diagnostics.All);
            CheckGradient(program, example, i);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_a_lowering(string name)
    {
        var (node, _) = OpCases.Build(OpCases.All[name], new GraphBuilder());
        switch (node.Op)
        {
            case ElementwiseOp op:
                foreach (var text in new[] { op.CpuExpression(node), op.GpuExpression(node), op.HostExpression(node) ?? "{0}{1}{2}" })
                    Assert.All(Enumerable.Range(0, op.Arity), i => Assert.Contains($"{{{i}}}", text));
                break;
            case ViewOp view:
                Assert.Equal(node.Inputs[0].Shape.Rank, view.Map(node).Axes.Length);
                break;
            case PlacementOp placement:
                Assert.Equal(node.Inputs.Length, placement.Offsets(node).Length);
                break;
            case IndexedOp:
                Assert.Equal(node.Shape, new Shape(IndexedAxes.Of(node) is var axes && node.Op is GatherOp
                    ? axes.OfElements(node.Inputs[0].Shape.Dims, node.Inputs[1].Shape.Dims)
                    : axes.OfWhole(node.Inputs[0].Shape.Dims, node.Shape[axes.Axis])));
                break;
            case StructuredOp structured:
                Assert.NotNull(structured.Root(node));
                break;
            default:
                // Templates know the kinds of these.
                Assert.True(node.Op is ReductionOp or ReshapingOp or LeafOp or PlaceholderOp, $"no lowering of {name}");
                break;
        }
    }

    private static bool Blocked(Node node, Node input) =>
        node.Inputs.IndexOf(input) is var i && i >= 0 && !node.Op.IsDifferentiable(i)
        || node.Inputs.Any(n => n.Type.Element == ElementType.Bool && n.Inputs.Contains(input));

    private static void CheckGradient(Graph program, OpCase example, int input)
    {
        var gradient = Interpreter.Run(program, OpCases.Context(example.Inputs.AsSpan())).Outputs["y"];
        for (var element = 0; element < gradient.Values.Length; element++)
        {
            var expected = (Loss(element, +example.Step) - Loss(element, -example.Step)) / (2 * example.Step);
            var tolerance = 1e-7 * Math.Max(1, Math.Abs(expected));
            Assert.True(
                Math.Abs(gradient.Values[element] - expected) < tolerance,
                $"input {input}, element {element}: {gradient.Values[element]}, by differences {expected}");
        }

        double Loss(int element, double change)
        {
            var values = (double[])example.Inputs[input].Values.Clone();
            values[element] += change;
            var moved = example.Inputs.SetItem(input, example.Inputs[input] with { Values = values });
            return Interpreter.Run(program, OpCases.Context(moved.AsSpan())).Outputs["loss"].Values[0];
        }
    }

    private static Node WeightedSum(Node node, GraphBuilder b)
    {
        if (node.Shape.Rank == 0)
            return b.Cast(node, ElementType.F64);
        var size = node.Shape.Size;
        var flat = b.Reshape(b.Cast(node, ElementType.F64), Shape.Of(size));
        var weights = b.Iota(0, new(ElementType.F64, Shape.Of(size)));
        return b.Sum(b.Mul(flat, b.Add(weights, b.Filled(1, weights.Type))), [0]);
    }

    private static Graph Graph(Node value, Node? loss = null) => new(
        "case",
        loss is null
            ? [new(ResultKind.Output, "y", value)]
            : [new(ResultKind.Output, "y", value), new(ResultKind.Output, "loss", loss)]);
}
