using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Passes.Patterns;

namespace NetLang.Compiler.Passes;

/// <summary>Passes in order.</summary>
public sealed class Pipeline(ImmutableArray<Pass> passes)
{
    /// <summary>What every graph of a model goes through before kernels are built.</summary>
    public static Pipeline Default { get; } = new(
    [
        // First, so that the backward part is made of the simplest forward part.
        new Simplify(),
        new FoldConstants(),
        new InlineSingleSteps(),
        // Before autodiff, so that the gradients of what is hoisted are products of all steps, too.
        new HoistFromScans(),
        // Before autodiff, so that gradients are as small; what is left of slices goes into what reads them.
        new NarrowToReads(),
        new Simplify(),
        // Before autodiff, so that the gradient of attention keeps no scores; when what is not read is gone.
        new FuseAttention(),
        new Simplify(),
        // When scans have the form that gradients see.
        new SaveForGradients(),
        // Gradients see ops as the user wrote them; all that follows sees forward, backward and update as one program.
        new Autodiff(),
        // They have no meaning any more, and stand in the way of other rules.
        new DropGradientStops(),
        // Seeds of 1, zero branches and views of views: most of what simplification finds, autodiff has made.
        new Simplify(),
        // After simplification, because merged views show more constants; then once more for what those decide.
        new FoldConstants(),
        // The gradient of a weight that was used transposed is a transposed product; merged views are visible by now.
        new AbsorbViews(),
        new Simplify(),
        // When products have taken up what they can: the rest is how tensors are stored. Shapes first, so that transpositions
        // meet what is computed, and not its reshape.
        new SinkReshapes(),
        new Simplify(),
        new SinkTranspositions(),
        new Simplify(),
        new DropIdleUpdates(),
        // Last: gradients read results of the forward scans that the user's program does not.
        new DropUnreadResults(),
        new Simplify(),
    ]);

    /// <summary>
    /// What a training step may go through instead, from the fastest to that which takes least memory: gradients of scans read
    /// what the steps have computed; or compute each step again; or a segment of many steps.
    /// </summary>
    public static ImmutableArray<(Pipeline Pipeline, string Gradients)> ByMemory { get; } =
    [
        (Default, "gradients read what the steps of scans have computed"),
        (new([.. Default.Passes.Where(p => p is not SaveForGradients)]), "gradients compute each step of scans again"),
        (
            new([.. Default.Passes.SelectMany(p => p is HoistFromScans ? (Pass[])[new SegmentScans(), p] : [p])]),
            "gradients compute scans again, a segment of steps at a time"),
    ];

    /// <summary>The name of what the passes start from.</summary>
    public const string Start = "elaboration";

    public ImmutableArray<Pass> Passes { get; } = passes;

    /// <summary>Only the passes with the given names, in the pipeline's order, and those that no kernel can do without.</summary>
    /// <exception cref="ArgumentException">There is no pass of that name.</exception>
    public Pipeline Select(IReadOnlyCollection<string> names)
    {
        var unknown = names.FirstOrDefault(n => Passes.All(p => p.Name != n));
        if (unknown is not null)
            throw new ArgumentException($"there is no pass '{unknown}'; there are {string.Join(", ", Names())}");
        return new([.. Passes.Where(p => p.IsRequired || names.Contains(p.Name))]);
    }

    public IEnumerable<string> Names() => Passes.Select(p => p.Name).Distinct();

    /// <summary>Runs all passes; stops after one that reports an error.</summary>
    /// <param name="verify">Checks the graph after each pass.</param>
    /// <param name="observe">Is shown the graph before all passes and after each, with what made it, for <c>--dump-ir</c>.</param>
    public Graph Run(
        Graph graph,
        DiagnosticBag diagnostics,
        bool verify = false,
        IEnumerable<Variable>? variables = null,
        Action<string, Graph>? observe = null)
    {
        Check(Start);
        foreach (var pass in Passes)
        {
            var errors = diagnostics.All.Count(d => d.IsError);
            graph = RunOn(graph, pass, diagnostics);
            Check(pass.Name);
            if (diagnostics.All.Count(d => d.IsError) > errors)
                break;
        }

        return graph;

        void Check(string after)
        {
            if (verify)
                Verifier.Check(graph, after, variables);
            observe?.Invoke(after, graph);
        }
    }

    /// <summary>Runs a pass on a graph and on the bodies of its scans.</summary>
    private static Graph RunOn(Graph graph, Pass pass, DiagnosticBag diagnostics)
    {
        var result = pass.Run(graph, diagnostics);
        return pass.RunsInBodies && result.Nodes.Any(n => !n.Attributes.Graphs.IsEmpty)
            ? new BodyRewriter(body => RunOn(body, pass, diagnostics)).Rewrite(result)
            : result;
    }
}
