namespace NetLang.Compiler.Kernels.Layout;

/// <summary>Puts other index maps into the expressions of a kernel; what several share stays shared.</summary>
/// <param name="rewrite">The map to take, from the one that is there and the buffer that it leads into, if any.</param>
internal sealed class MapRewriter(Func<IndexMap, int?, IndexMap> rewrite)
{
    private readonly Dictionary<ScalarExpression, ScalarExpression> rewritten = new(ReferenceEqualityComparer.Instance);

    /// <summary>The kernel with other maps; its root's operands stay as they are.</summary>
    /// <param name="kernel">Without reductions and indices that data decide.</param>
    public Kernel Rewrite(Kernel kernel) => kernel with
    {
        Outputs = [.. kernel.Outputs.Select(o => o with { Map = rewrite(o.Map, o.Buffer), Value = Rewritten(o.Value) })],
    };

    public LoadExpression Rewrite(LoadExpression load) => new(load.Type, load.Buffer, rewrite(load.Map, load.Buffer));

    private ScalarExpression Rewritten(ScalarExpression value)
    {
        foreach (var part in value.Parts())
        {
            if (!rewritten.ContainsKey(part))
                rewritten.Add(part, Rewrite(part));
        }

        return rewritten[value];
    }

    private ScalarExpression Rewrite(ScalarExpression expression) => expression switch
    {
        LoadExpression load => Rewrite(load),
        TableExpression table => new TableExpression(table.Type, table.Values, rewrite(table.Map, null)),
        IndexExpression index => new IndexExpression(index.Type, rewrite(index.Map, null)),
        RandomExpression random => new RandomExpression(random.Type, random.Key, random.Normal, rewrite(random.Map, null)),
        ApplyExpression apply => new ApplyExpression(apply.Node, [.. apply.Arguments.Select(a => rewritten[a])]),
        _ => expression,
    };
}
