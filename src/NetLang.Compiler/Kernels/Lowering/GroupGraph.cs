using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>Groups and which must come before which: where fusion and ordering ask whether a step is legal.</summary>
internal sealed class GroupGraph
{
    private readonly NodeRoles roles;
    private readonly SortedDictionary<int, KernelGroup> groups = [];
    private readonly Dictionary<Node, int> groupOf = [];
    private readonly Dictionary<Node, int> copies = [];
    private readonly PartialOrder order = new();
    private readonly Dictionary<Node, int> position = [];

    public GroupGraph(NodeRoles roles, IEnumerable<KernelGroup> initial)
    {
        this.roles = roles;
        foreach (var node in roles.Graph.Nodes)
            position.Add(node, position.Count);
        foreach (var group in initial)
        {
            var id = groups.Count;
            groups.Add(id, group);
            order.Add(id);
            foreach (var member in group.Members)
                groupOf.Add(member, id);
            if (group.Copied is { } copied)
                copies.Add(copied, id);
        }

        foreach (var (id, group) in groups)
        {
            foreach (var source in group.Reads(roles))
            {
                if (groupOf.TryGetValue(source, out var producer))
                    Order(producer, id);
            }
        }
    }

    /// <summary>Numbers of the groups; those of single nodes ascend from inputs to users.</summary>
    public IEnumerable<int> Ids => groups.Keys;

    public KernelGroup this[int id] => groups[id];

    public IEnumerable<int> Successors(int id) => order.After(id);

    public IEnumerable<int> Predecessors(int id) => order.Before(id);

    /// <summary>The groups whose results a group reads.</summary>
    public IEnumerable<int> Sources(int id) =>
        groups[id].Reads(roles).Where(groupOf.ContainsKey).Select(source => groupOf[source]);

    /// <summary>The group that computes a node, or that copies it where none does.</summary>
    public int Producer(Node node) => groupOf.TryGetValue(node, out var id) ? id : copies[node];

    public bool Exists(int id) => groups.ContainsKey(id);

    /// <summary>Adds an order that no data asks for, such as that of a read before an update.</summary>
    public void Order(int first, int second) => order.Order(first, second);

    /// <summary>Whether <paramref name="second"/> has to come after <paramref name="first"/>.</summary>
    public bool Reaches(int first, int second) => order.Leads(first, second, direct: true);

    /// <summary>Whether two groups can be one without a cycle: no way from one to the other leads through a third.</summary>
    public bool CanMerge(int a, int b) => !order.Leads(a, b, direct: false) && !order.Leads(b, a, direct: false);

    public KernelGroup Merged(int a, int b) =>
        new([.. groups[a].Members.Concat(groups[b].Members).OrderBy(m => position[m])]);

    /// <summary>Makes <paramref name="b"/> a part of <paramref name="a"/>.</summary>
    public void Merge(int a, int b, KernelGroup merged)
    {
        foreach (var member in groups[b].Members)
            groupOf[member] = a;
        groups[a] = merged;
        groups.Remove(b);
        order.Merge(a, b);
    }

    /// <summary>All groups in an order that respects theirs, and the graph's where there is a choice.</summary>
    public ImmutableArray<int> Sort()
    {
        var sorted = ImmutableArray.CreateBuilder<int>(groups.Count);
        var waiting = groups.Keys.ToDictionary(id => id, id => order.Before(id).Count);
        var ready = new PriorityQueue<int, (int, int)>();
        foreach (var id in groups.Keys.Where(id => waiting[id] == 0))
            ready.Enqueue(id, Priority(id));
        while (ready.TryDequeue(out var id, out _))
        {
            sorted.Add(id);
            foreach (var next in order.After(id))
            {
                if (--waiting[next] == 0)
                    ready.Enqueue(next, Priority(next));
            }
        }

        return sorted.Count == groups.Count ? sorted.ToImmutable() : throw new InvalidOperationException("kernels in a cycle");
    }

    private (int Position, int Id) Priority(int id) =>
        (position[groups[id].Copied ?? groups[id].Members[^1]], id);
}
