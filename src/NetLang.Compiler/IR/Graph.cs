using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>What becomes of a result of a graph.</summary>
public enum ResultKind
{
    /// <summary>The caller receives it.</summary>
    Output,

    /// <summary>
    /// It is the new value of a variable, or of what is kept of each step: an effect, ordered after every read of the old value in the step. A
    /// <c>w &lt;- …</c> of an optimizer and an <c>s &lt;- …</c> of a layer's state are both this.
    /// </summary>
    Update,
}

/// <param name="Name">The output's name, or the variable's path.</param>
public sealed record GraphResult(ResultKind Kind, string Name, Node Value);

/// <summary>A program over tensors: its results, and through them all nodes.</summary>
public sealed class Graph
{
    public Graph(string name, ImmutableArray<GraphResult> results)
    {
        Name = name;
        Results = results;
        Nodes = Sort(results);
    }

    public string Name { get; }

    public ImmutableArray<GraphResult> Results { get; }

    /// <summary>What must hold of the symbols when it is run; shapes may rely on it.</summary>
    public ImmutableArray<Requirement> Requirements { get; init; } = [];

    /// <summary>States that are inputs, behind all others, and outputs, behind all others.</summary>
    public ImmutableArray<CarriedState> States { get; init; } = [];

    /// <summary>What it keeps of each step: inputs, behind the states, and updates of the same names.</summary>
    public ImmutableArray<CachedSteps> Caches { get; init; } = [];

    /// <summary>
    /// All nodes that results need, inputs before users, in an order that depends on the graph alone.
    /// </summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>A graph of other results that relies on the same requirements, and carries the same states.</summary>
    public Graph WithResults(ImmutableArray<GraphResult> results) =>
        new(Name, results) { Requirements = Requirements, States = States, Caches = Caches };

    /// <summary>The same graph with another name.</summary>
    public Graph Named(string name) => new(name, Results) { Requirements = Requirements, States = States, Caches = Caches };

    /// <summary>The same graph where something else is required.</summary>
    public Graph WithRequirements(ImmutableArray<Requirement> requirements) =>
        new(Name, Results) { Requirements = requirements, States = States, Caches = Caches };

    private static ImmutableArray<Node> Sort(ImmutableArray<GraphResult> results)
    {
        var order = ImmutableArray.CreateBuilder<Node>();
        var seen = new HashSet<Node>();
        var pending = new Stack<(Node Node, int Next)>(); // explicit: deep networks would overflow the call stack
        foreach (var result in results)
        {
            if (seen.Add(result.Value))
                pending.Push((result.Value, 0));
            while (pending.TryPop(out var top))
            {
                if (top.Next == top.Node.Inputs.Length)
                {
                    order.Add(top.Node);
                    continue;
                }

                pending.Push((top.Node, top.Next + 1));
                var input = top.Node.Inputs[top.Next];
                if (seen.Add(input))
                    pending.Push((input, 0));
            }
        }

        return order.ToImmutable();
    }
}
