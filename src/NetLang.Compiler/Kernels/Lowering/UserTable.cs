using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Scheduling;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>Who needs a node: other computed nodes, and the results of the program.</summary>
internal sealed class UserTable
{
    private readonly Dictionary<Node, List<Node>> users = [];
    private readonly HashSet<Node> results = [];

    public UserTable(NodeRoles roles, ResultTable table)
    {
        foreach (var node in roles.Computed)
            users.Add(node, []);
        foreach (var node in roles.Computed)
        {
            foreach (var source in roles.Sources(node))
            {
                if (users.TryGetValue(source, out var list))
                    list.Add(node);
            }
        }

        foreach (var result in table.Tensors)
            results.UnionWith(roles.Reached(result.Node));
    }

    /// <summary>Whether a member of a group is needed outside of it.</summary>
    public bool MustStore(Node node, KernelGroup group) =>
        results.Contains(node) || users[node].Any(user => !group.Contains(user));
}
