namespace NetLang.Compiler.IR;

/// <summary>A graph that breaks the rules of the IR: a mistake of the compiler.</summary>
public sealed class VerifierException(string message) : Exception(message);

/// <summary>
/// Checks that a graph is well formed: types are what shape rules say, nodes are unique, results are clear.
/// </summary>
public sealed class Verifier
{
    private readonly Graph graph;
    private readonly string after;

    private Verifier(Graph graph, string after)
    {
        this.graph = graph;
        this.after = after;
    }

    /// <param name="after">What made the graph: the name of a pass, or of the stage before them.</param>
    /// <param name="variables">The model's, where known: updates must name them and have their types.</param>
    /// <exception cref="VerifierException">The message names what is broken, where, and what made it.</exception>
    public static void Check(Graph graph, string after, IEnumerable<Variable>? variables = null)
    {
        var verifier = new Verifier(graph, after);
        verifier.CheckNodes();
        verifier.CheckResults();
        if (variables is not null)
            verifier.CheckUpdates(variables.Select(v => (v.Path, v.Type)).Concat(graph.Caches.Select(c => (c.Name, c.Type))).ToDictionary());
    }

    private void CheckNodes()
    {
        var unique = new Dictionary<NodeKey, Node>();
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs)
                Require(input.Id < node.Id, node, "an input was made later: nodes of several builders are mixed");
            CheckType(node);
            foreach (var body in node.Attributes.Graphs)
                Check(body, after);
            var key = node.Key;
            Require(unique.TryAdd(key, node), node, $"the same as {unique[key]}: nodes of several builders are mixed");
        }
    }

    private void CheckType(Node node)
    {
        TensorType type;
        try
        {
            type = node.Op.Infer([.. node.Inputs.Select(i => i.Type)], node.Attributes);
        }
        catch (ShapeRuleException exception)
        {
            throw Broken($"node {node}: {exception.Message}");
        }

        Require(type == node.Type, node, $"its shape rule gives {type}");
    }

    private void CheckResults()
    {
        foreach (var group in graph.Results.GroupBy(r => (r.Kind, r.Name)).Where(g => g.Count() > 1))
        {
            var what = group.Key.Kind == ResultKind.Output ? "output" : "update of";
            throw Broken($"more than one {what} '{group.Key.Name}'");
        }
    }

    private void CheckUpdates(Dictionary<string, TensorType> types)
    {
        foreach (var update in graph.Results.Where(r => r.Kind == ResultKind.Update))
        {
            if (!types.TryGetValue(update.Name, out var type))
                throw Broken($"update of '{update.Name}', which is no variable");
            Require(update.Value.Type == type, update.Value, $"it updates '{update.Name}' : {type}");
        }
    }

    private void Require(bool condition, Node node, string problem)
    {
        if (!condition)
            throw Broken($"node {node}: {problem}");
    }

    private VerifierException Broken(string problem) => new($"after '{after}', in graph '{graph.Name}': {problem}");
}
