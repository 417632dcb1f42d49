using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Compiler.Tests.Semantics;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Scans;

/// <summary>Scans whose steps run in segments, of which gradients keep what each began with.</summary>
public sealed class ScanSegmentsTests
{
    /// <summary>With dropout in each step, an output that is read and a carry that is.</summary>
    private static string Source(int steps, bool reverse) => $$"""
        let unit size (x: 't[b, t, n]) =
            param input : 't[size, n] = uniformFanIn n
            param hidden : 't[size, size] = uniformFanIn size
            let step h now =
                let next = tanh (now @ transpose input + dropout 0.5 h @ transpose hidden)
                (next, next * next)
            scan step (zeros [b; size]) { reverse = {{(reverse ? "true" : "false")}} } x

        model M (x: f64[N, {{steps}}, 3]) : f64[N, 4] =
            let last, all = unit 4 x
            last + mean { axis = 1 } all
        train M = { loss = mse; optimizer = sgd { momentum = 0.0 } }
        """;

    [Theory]
    [InlineData(4, false)]
    [InlineData(7, false)]
    [InlineData(7, true)]
    [InlineData(9, true)]
    [InlineData(3, false)]
    public void Values_and_gradients_are_the_same(int steps, bool reverse)
    {
        var train = Analyzed.ModelOfUser(Source(steps, reverse)).Train!;
        var values = RandomValues.For(train, seed: 3, ("N", 2));
        var expected = Interpreter.Run(Run(train, Pipeline.Default), values);
        foreach (var (pipeline, _) in Pipeline.ByMemory.Skip(1))
            Close.Equal(expected, Interpreter.Run(Run(train, pipeline), values), 1e-12);
    }

    [Fact]
    public void A_segment_is_kept_at_a_time()
    {
        var train = Run(Analyzed.ModelOfUser(Source(100, false)).Train!, Pipeline.ByMemory[^1].Pipeline);
        var outer = MultiResultOp.Families(train.Nodes).Select(f => Scan.Of(f.First())).ToList();
        Assert.Equal(["10", "10"], outer.Select(s => s.Length.ToString()));
        Assert.All(outer, s => Assert.True(s.IsOfSegments));
        var inner = MultiResultOp.Families(outer[1].Body.Nodes).Select(f => Scan.Of(f.First())).ToList();
        Assert.Equal(["10", "10"], inner.Select(s => s.Length.ToString()));
        Assert.True(inner[0].Outputs.Length > 1); // what the gradient reads, of this segment alone
    }

    private static Graph Run(Graph graph, Pipeline pipeline) => pipeline.Run(graph, new DiagnosticBag(), verify: true);
}
