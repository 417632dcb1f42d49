using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Compiler.Tests.Semantics;
using NetLang.Runtime.Execution;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Scans;

/// <summary>Which models have a program of one step: those whose states are all that a step knows of those before it.</summary>
public sealed class StepProgramTests
{
    [Theory]
    [InlineData("gru 4 x")]
    [InlineData("x |> dense 4 |> tanh |> lstm 4 { layers = 2 } |> dense 4")]
    [InlineData("dense 4 ((gru 6 x)[_, _, 1..3])")] // a part of what a scan gives
    [InlineData("let _, y = scan (fun h now -> (0.5 * h + now, h)) (zeros [N; 4]) { axis = 1 } x\n    dense 4 (y[_, _, 1..2])")]
    [InlineData("x |> lstm 4 |> layerNorm |> softmax |> named \"last\" (dense 4)")]
    public void A_step_takes_one_of_each_input_and_the_states(string body)
    {
        var step = Step(body)!;
        Assert.DoesNotContain(step.Graph.Nodes, n => n.Shape.Any(d => d.Symbols.Contains("T")));
        Assert.Equal("f32[N, 1, 4]", step.Inputs.Single().Type.ToString());
        Assert.Equal("f32[N, 1, 4]", step.Graph.Results[0].Value.Type.ToString());
        Assert.NotEmpty(step.Graph.States);
        Assert.Empty(step.Counters);
        Assert.DoesNotContain(step.Several.Nodes, n => n.Shape.Any(d => d.Symbols.Any(s => s.Contains(':'))));
        Assert.Equal(
            ["output", .. step.Graph.States.Select(s => s.Name)],
            step.Graph.Results.Select(r => r.Name));
    }

    [Theory]
    [InlineData("dense 4 x", "know nothing of each other")]
    [InlineData("gru 2 { bidirectional = true } x", "test.net(2,5): `scan` takes more")] // the other way needs the end
    [InlineData("x - mean { axis = 1; keepDims = true } (gru 4 x)", "(2,9): `sum` takes more")] // all steps
    [InlineData("gru 4 x + float (shape x)[1]", "`dimension` takes more")] // how many there are
    [InlineData("gru 4 (concat { axis = 1 } [zeros [N; 1; 4]; x])[_, 1 .., _]", "`concat` takes more")] // a step more
    [InlineData("softmax (gru 4 x @ transpose x) @ x", "`attention` takes more")] // attention to all steps
    [InlineData("multiHeadAttention 2 x", "`attention` takes more")]
    [InlineData("transformerEncoder 2 2 8 { lengths = sum { axis = [1; 2] } (cast i32 x); causal = true } x", "takes more")]
    [InlineData("gru 4 (x - expandDims 1 (x[_, -1, _]))", "tells earlier steps of the last")]
    [InlineData("x + gru 4 (x + expandDims 1 (x |> gru 4 |> lastStep))", "tells earlier steps of the last")]
    [InlineData("let (_, last) = gruFrom Zeros 4 x\n    gru 4 (x + last)", "tells earlier steps of the last")]
    public void A_model_that_needs_more_has_none(string body, string why)
    {
        var (programs, obstacle) = Derived(body);
        Assert.Null(programs);
        Assert.Contains(why, obstacle!, StringComparison.Ordinal);
    }

    /// <summary>Keys and values of all steps are kept; nothing else has a place for each of these.</summary>
    [Theory]
    [InlineData("multiHeadAttention 2 { causal = true } x", 2)]
    [InlineData("transformerEncoder 3 2 8 { causal = true; norm = Pre } (sinusoidalPositions x)", 6)]
    [InlineData("groupedQueryAttention 4 2 { headWidth = 2; causal = true; positions = rotary } x", 2)]
    [InlineData("x |> gru 4 |> multiHeadAttention 2 { causal = true } |> lstm 4", 2)]
    public void Causal_attention_keeps_keys_and_values(string body, int caches)
    {
        Assert.Null(Derived(body).Obstacle);
        var step = Step(body)!;
        Assert.Equal(["steps:known", "steps:room"], step.Counters.AsEnumerable());
        foreach (var graph in new[] { step.Graph, step.Several })
        {
            Assert.Equal(caches, graph.Caches.Length);
            Assert.Equal(
                graph.Caches.Select(c => c.Name), graph.Results.Where(r => r.Kind == ResultKind.Update).Select(r => r.Name));
            Assert.All(graph.Nodes.Where(n => n.Op is LeafOp { Kind: LeafKind.Input } && !n.Attributes.Text("name").Contains(':')), input =>
                Assert.Equal(graph == step.Graph ? "[N, 1, 4]" : "[N, T, 4]", input.Shape.ToString()));
            Verifier.Check(graph, "steps", []);
        }
    }

    /// <summary>New rows are stored where they belong, and nothing goes over all that there is room for, or lies elsewhere.</summary>
    [Fact]
    public void What_is_kept_stays_in_its_place()
    {
        var model = CompiledModel.Compile(
            "model M (x: f32[N, T, 4]) : f32[N, T, 4] = multiHeadAttention 2 { causal = true } x").Models[0];
        foreach (var graph in new[] { model.Step!.Graph, model.Step.Several })
        {
            var program = KernelBuilder.Build(graph, model, new());
            var stored = program.Kernels
                .SelectMany(kernel => kernel.Outputs, (kernel, output) => (kernel.Domain, program.Buffers[output.Buffer].Role))
                .Where(output => output.Role == BufferRole.Cache)
                .ToList();
            Assert.Equal(2, stored.Count);
            Assert.All(stored, output => Assert.DoesNotContain(output.Domain, HasRoom));
            Assert.All(program.Buffers.Where(b => b.Role == BufferRole.Arena), b => Assert.DoesNotContain(b.Type.Shape, HasRoom));
        }

        static bool HasRoom(Dim dim) => dim.Symbols.Contains("steps:room");
    }

    [Fact]
    public void Places_that_are_learned_limit_a_sequence()
    {
        Assert.Equal(32, Step("x |> learnedPositions 32 |> learnedPositions 40 |> gru 4")!.Context);
        Assert.Null(Step("gru 4 x")!.Context);
    }

    /// <summary>The state of the writer is what the reader ends with: nobody knows it at a later step.</summary>
    [Fact]
    public void A_state_that_does_not_begin_with_a_constant_stands_against_it() => Assert.Null(StepProgram.Of(Analyzed.ModelOfUser("""
        model Translation (source: f32[N, S, 4]) (target: f32[N, T, 4]) : f32[N, T, 4] =
            let _, last = gruFrom Zeros 4 source
            let y, _ = named "writer" (gruFrom last 4) target
            y
        """)).Programs);

    /// <summary>A sequence that is given as a whole is read as a whole at each step.</summary>
    [Fact]
    public void Scans_of_another_length_are_no_states()
    {
        var step = StepProgram.Of(Analyzed.ModelOfUser("""
            model Told (source: f32[N, S, 4]) (x: f32[N, T, 4]) : f32[N, T, 4] =
                let told = source |> gru 4 |> lastStep
                lstm 4 x + expandDims 1 told
            """)).Programs!;
        Assert.Equal(["f32[N, S, 4]", "f32[N, 1, 4]"], step.Inputs.Select(i => i.Type.ToString()));
        Assert.Equal(2, step.Graph.States.Length);
    }

    [Theory]
    [InlineData("zeros [N; 4] - 1.0", -1)]
    [InlineData("2.0 * filled 0.5 [N; 4] + exp (zeros [N; 4])", 2)]
    [InlineData("transpose (ones [4; N]) / 4.0", 0.25)]
    public void A_state_may_begin_with_an_expression_of_constants(string start, double expected)
    {
        var cell = $"let _, y = scan (fun h now -> (0.5 * h + now, h)) ({start}) {{ axis = 1 }} x\n    dense 4 y";
        Assert.Equal(expected, Step(cell)!.Graph.States.Single().Start);
        var trained = CompiledModel.Compile($$"""
            model M (x: f32[N, 9, 4]) : f32[N, 9, 4] =
                {{cell}}
            train M = { loss = mse; stateful = true }
            """).Models[0];
        Assert.Equal([expected, expected], new[] { trained.Train!, trained.Evaluate! }.Select(graph => graph.States.Single().Start));
    }

    private static StepDefinition? Step(string body) => Derived(body).Programs;

    private static (StepDefinition? Programs, string? Obstacle) Derived(string body) =>
        StepProgram.Of(Analyzed.ModelOfUser($"model M (x: f32[N, T, 4]) : f32[N, T, 4] =\n    {body}"));
}
