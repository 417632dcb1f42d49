using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Passes;

/// <summary>What autodiff reports.</summary>
public static class AutodiffErrors
{
    private const int LongestQuote = 40;

    public static readonly DiagnosticDescriptor NotDifferentiable = new(
        "NL4101", Severity.Warning, "no gradient reaches a parameter", """
        The loss depends on the parameter, but every way from one to the other leads through an operation that has no
        gradient (a comparison, a rounding, a cast to an integer, `stopGradient`), so training would never change the
        parameter. Use a smooth function instead; if the tensor is not to be trained, declare it as `state`.
        """)
    {
        Example = new(
            """
            model Gate (x: f32[N, 4]) : f32[N, 4] =
                param threshold : f32[4] = zeros
                where (x > threshold) x 0.0

            train Gate = { loss = mse }
            """,
            """
            model Gate (x: f32[N, 4]) : f32[N, 4] =
                param threshold : f32[4] = zeros
                x * sigmoid (x - threshold)

            train Gate = { loss = mse }
            """),
    };

    public static readonly DiagnosticDescriptor Unused = new(
        "NL4102", Severity.Warning, "the loss does not use a parameter", """
        Nothing that the loss computes depends on the parameter, so it would keep its initial value for ever. Use it, or
        remove it.
        """)
    {
        Example = new(
            """
            model Line (x: f32[N, 4]) : f32[N, 2] =
                param weight : f32[2, 4] = uniformFanIn 4
                param bias   : f32[2]    = zeros
                x @ transpose weight

            train Line = { loss = mse }
            """,
            """
            model Line (x: f32[N, 4]) : f32[N, 2] =
                param weight : f32[2, 4] = uniformFanIn 4
                param bias   : f32[2]    = zeros
                x @ transpose weight + bias

            train Line = { loss = mse }
            """),
    };

    internal static Diagnostic NoGradient(Node loss, Node parameter)
    {
        var name = parameter.Attributes.Has("name") ? $"`{parameter.Attributes.Text("name")}`" : "the tensor";
        var place = parameter.Spans.Count > 0 ? parameter.Spans[0] : (SourceSpan?)null;
        if (Barrier(loss, parameter) is not { } barrier)
        {
            return new(
                Unused, place, $"the loss does not depend on {name}", [], "use it on the way to the loss, or remove it");
        }

        var what = Quoted(barrier);
        ImmutableArray<DiagnosticLabel> labels = barrier.Spans.Count > 0
            ? [new(barrier.Spans[0], "no gradient passes this")]
            : [];
        return new(
            NotDifferentiable,
            place,
            $"no gradient of the loss reaches {name}: `{what}` stands between and is not differentiable",
            labels,
            $"use a differentiable operation instead of `{what}`, or declare {name} as `state`");
    }

    /// <summary>A computation as the source has it, where that is short, else the name of its op.</summary>
    private static string Quoted(Node node) =>
        node.Spans.Count > 0 && node.Spans[0].Text is { Length: <= LongestQuote } text && !text.Contains('\n')
            ? text
            : node.Op.Name;

    /// <summary>
    /// The op that stops the gradient: the first on a way from the parameter to the loss through which none flows. Null
    /// where there is no way.
    /// </summary>
    private static Node? Barrier(Node loss, Node parameter)
    {
        var order = new Graph("", [new GraphResult(ResultKind.Output, "loss", loss)]).Nodes;
        var reached = new HashSet<Node> { parameter };
        var barriers = new Dictionary<Node, Node>(); // by node behind a barrier
        foreach (var node in order)
        {
            var flows = node.Inputs.Where((input, i) => reached.Contains(input) && node.Op.IsDifferentiable(i)).Any();
            if (flows && node.Type.Element.IsFloat())
                reached.Add(node);
            else if (node.Inputs.FirstOrDefault(barriers.ContainsKey) is { } behind)
                barriers[node] = barriers[behind];
            else if (node.Inputs.Any(reached.Contains))
                barriers[node] = node;
        }

        return barriers.GetValueOrDefault(loss);
    }
}
