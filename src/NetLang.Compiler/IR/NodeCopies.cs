namespace NetLang.Compiler.IR;

/// <summary>Copies of nodes in another builder, with some given.</summary>
public sealed class NodeCopies(GraphBuilder builder)
{
    private readonly Dictionary<Node, Node> copies = [];

    /// <summary>Says what takes the place of a node.</summary>
    public void Add(Node node, Node copy) => copies.Add(node, copy);

    /// <summary>The copy of a node; it, and what it needs, is made where it is not there yet.</summary>
    public Node Of(Node value)
    {
        var pending = new Stack<Node>([value]); // explicit: deep networks would overflow the call stack
        while (pending.TryPeek(out var node))
        {
            var before = pending.Count;
            if (!copies.ContainsKey(node))
            {
                foreach (var input in node.Inputs.Reverse().Where(i => !copies.ContainsKey(i)))
                    pending.Push(input);
            }

            if (pending.Count > before)
                continue;
            pending.Pop();
            if (copies.ContainsKey(node))
                continue;
            builder.TakeOrigins(node);
            copies.Add(node, builder.Apply(node.Op, [.. node.Inputs.Select(i => copies[i])], node.Attributes));
        }

        return copies[value];
    }
}
