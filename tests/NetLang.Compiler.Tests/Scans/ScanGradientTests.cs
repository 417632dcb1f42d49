using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Compiler.Tests.Semantics;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Scans;

/// <summary>How the gradient of a recurrent layer is computed; that it is right, other tests tell.</summary>
public sealed class ScanGradientTests
{
    private const string Gated = """
        let gated units (x: 't[b, t, n]) : 't[b, t, units] =
            param input : 't[2 * units, n] = uniformFanIn units
            param hidden : 't[2 * units, units] = uniformFanIn units
            param bias : 't[2 * units] = uniformFanIn units
            let step state now =
                let both = now @ transpose input + state @ transpose hidden + bias
                let gate = sigmoid both[_, .. units - 1]
                let next = gate * state + (1.0 - gate) * tanh both[_, units ..]
                (next, next)
            let _, all = scan step (zeros [b; units]) x
            all

        model M (x: f64[N, T, 3]) : f64[N, T, 4] = gated 4 x
        train M = { loss = mse; optimizer = sgd { momentum = 0.0 } }
        """;

    [Fact]
    public void Products_that_all_steps_share_are_one_behind_the_scan()
    {
        var train = Train(Pipeline.Default);
        var scans = MultiResultOp.Families(train.Nodes).Select(f => Scan.Of(f.First())).ToList();
        Assert.Equal([1, 1], scans.Select(s => s.Body.Nodes.Count(n => n.Op is StructuredOp)));
        Assert.DoesNotContain(scans.SelectMany(s => s.Body.Nodes), n => n.Op is ReductionOp);
        // Both weights' gradients, and the product of all inputs.
        Assert.Equal(3, train.Nodes.Count(n => n.Op is StructuredOp));
        // Nothing but the state is handed on.
        Assert.Equal([1, 1], scans.Select(s => s.Carries));
    }

    [Fact]
    public void What_the_steps_have_computed_is_not_computed_again() => Assert.Equal(
        [2, 0],
        MultiResultOp.Families(Train(Pipeline.Default).Nodes)
            .Select(f => Scan.Of(f.First()).Body.Nodes.Count(n => n.Op is ElementwiseOp { CpuCall: not null })));

    [Fact]
    public void Gradients_of_parts_that_make_up_all_stand_side_by_side() =>
        Assert.Contains(
            Scan.Of(MultiResultOp.Families(Train(Pipeline.Default).Nodes).Last().First()).Body.Nodes, n => n.Op is ConcatOp);

    /// <summary>With every pass, and with none that scans are rewritten by: steps are computed again then.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 5)]
    [InlineData(3, 0)]
    public void Values_do_not_depend_on_how(long n, long t)
    {
        var source = Analyzed.ModelOfUser(Gated).Train!;
        var values = RandomValues.For(source, seed: 4, ("N", n), ("T", t));
        Close.Equal(
            Interpreter.Run(Train(Pipeline.Default.Select([])), values), Interpreter.Run(Train(Pipeline.Default), values), 1e-12);
    }

    [Fact]
    public void A_step_is_few_kernels()
    {
        var train = CompiledModel.Compile(Gated).Programs.First(p => p.Graph.Name == "train").Kernels;
        var loops = train.Loops.Select(l => string.Join(", ", train.Kernels[l.First..(l.Last + 1)].Select(k => k.Name[4..])));
        Assert.Equal(["copy, matmul_add, sigmoid_mul_sub_tanh", "add_mul_sub_concat, matmul_mul_add"], loops);
    }

    private static Graph Train(Pipeline pipeline) => pipeline.Run(Analyzed.ModelOfUser(Gated).Train!, new DiagnosticBag(), verify: true);
}
