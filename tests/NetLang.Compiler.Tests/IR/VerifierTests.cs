using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Compiler.Tests.IR;

/// <summary>Graphs that no builder makes, and the verifier's word on them.</summary>
public sealed class VerifierTests
{
    private static readonly TensorType Vector = new(ElementType.F32, Shape.Of(3));
    private static readonly TensorType Matrix = new(ElementType.F32, Shape.Of(3, 3));

    private readonly GraphBuilder b = new();

    [Fact]
    public void A_type_that_the_shape_rule_does_not_give()
    {
        var x = b.Input("x", Vector);
        Broken("its shape rule gives f32[3]", new Node(9, new(Arithmetic.Neg, Attributes.None, [x]), Matrix));
    }

    [Fact]
    public void Inputs_that_do_not_fit()
    {
        var (x, y) = (b.Input("x", Vector), b.Input("y", Matrix));
        Broken("different shapes", new Node(9, new(Arithmetic.Add, Attributes.None, [x, y]), Vector));
    }

    [Fact]
    public void An_attribute_that_is_missing() =>
        Broken("no attribute 'axes'", new Node(9, new(SumOp.Instance, Attributes.None, [b.Input("x", Vector)]), Vector));

    [Fact]
    public void Nodes_of_two_builders()
    {
        var other = new GraphBuilder();
        var twin = other.Neg(other.Input("x", Vector));
        Broken("several builders", b.Neg(b.Input("x", Vector)), twin);
        Broken("several builders", new Node(0, new(Arithmetic.Add, Attributes.None, [twin, twin]), Vector));
    }

    [Fact]
    public void Two_updates_of_a_variable()
    {
        var x = b.Input("x", Vector);
        ImmutableArray<GraphResult> results = [new(ResultKind.Update, "w", x), new(ResultKind.Update, "w", b.Neg(x))];
        Broken("more than one update of 'w'", new Graph("g", results));
    }

    [Fact]
    public void An_update_of_what_is_no_variable_or_has_another_type()
    {
        var graph = new Graph("g", [new(ResultKind.Update, "w", b.Input("x", Vector))]);
        Broken("'w', which is no variable", graph, []);
        Broken("it updates 'w' : f32[3, 3]", graph, [new("w", VariableKind.Parameter, Matrix, null)]);
        Verifier.Check(graph, "test", [new("w", VariableKind.Parameter, Vector, null)]);
    }

    private static void Broken(string problem, params Node[] nodes) =>
        Broken(problem, new Graph("g", [.. nodes.Select((n, i) => new GraphResult(ResultKind.Output, $"y{i}", n))]));

    private static void Broken(string problem, Graph graph, IEnumerable<Variable>? variables = null)
    {
        var exception = Assert.Throws<VerifierException>(() => Verifier.Check(graph, "some-pass", variables));
        Assert.StartsWith("after 'some-pass', in graph 'g'", exception.Message);
        Assert.Contains(problem, exception.Message);
    }
}
