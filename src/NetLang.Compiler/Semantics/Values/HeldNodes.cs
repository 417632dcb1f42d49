using NetLang.Compiler.IR;

namespace NetLang.Compiler.Semantics.Values;

/// <summary>The tensors in a value.</summary>
internal static class HeldNodes
{
    /// <param name="continues">Asked for each part of a collection, as by <see cref="StaticEquality"/>.</param>
    public static IEnumerable<Node> Of(Value value, Func<bool> continues)
    {
        var open = new Stack<Value>([value]);
        while (open.TryPop(out var next))
        {
            if (next is NodeValue tensor)
                yield return tensor.Node;
            IEnumerable<Value> parts = next switch
            {
                ListValue list => list.Items,
                TupleValue tuple => tuple.Items,
                RecordValue record => record.Fields.Select(f => f.Value),
                _ => [],
            };
            foreach (var part in parts)
            {
                if (!continues())
                    yield break;
                open.Push(part);
            }
        }
    }
}
