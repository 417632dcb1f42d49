using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Fusion;
using NetLang.Compiler.Kernels.Lowering;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels.Scheduling;

/// <summary>A program as it grows: the kernels of its graph, and within loops those of its scans' bodies.</summary>
internal sealed class Schedule(KernelOptions options)
{
    private readonly KernelNaming naming = new();
    private readonly ImmutableArray<Kernel>.Builder kernels = ImmutableArray.CreateBuilder<Kernel>();
    private readonly List<KernelLoop> loops = [];
    private readonly List<KeptApart> keptApart = [];

    public HostScalarTable Hosts { get; } = new();

    public BufferTable Buffers { get; } = new();

    public ImmutableArray<Kernel> Kernels => kernels.ToImmutable();

    public ImmutableArray<KernelLoop> Loops => [.. loops];

    public ImmutableArray<KeptApart> KeptApart => [.. keptApart];

    /// <summary>Appends the kernels of a graph.</summary>
    /// <param name="storageFor">Where its nodes lie, given which updates are not in place.</param>
    public ResultTable Add(
        Graph graph, Func<NodeRoles, ResultTable> resultsFor, Func<ResultTable, ImmutableArray<TensorResult>, Storage> storageFor)
    {
        var roles = new NodeRoles(graph);
        Hosts.Add(roles);
        var results = resultsFor(roles);
        var users = new UserTable(roles, results);
        var lowering = new GroupLowering(roles, Hosts, users.MustStore);

        // 1. Which nodes share a kernel.
        var groups = new GroupGraph(
            roles, KernelGroup.Singles(roles).Concat(results.Copied(roles).Select(n => new KernelGroup([], n))));
        var fuser = new Fuser(groups, roles, lowering);
        if (options.Fuse)
            fuser.Run();
        var refusals = fuser.Refusals.ToList();

        // 2. Which updates are in place, and the order of kernels that this asks for.
        var drafts = groups.Ids.ToDictionary(id => id, id => lowering.Lower(groups[id], Location.Unassigned)!.Value);
        var delayed = VariableUpdates.OrderReads(groups, roles, results, drafts);

        // 3. Kernels over numbered buffers.
        var storage = storageFor(results, delayed);
        var first = new Dictionary<int, int>(); // the first kernel of each group
        foreach (var id in groups.Sort())
        {
            first.Add(id, kernels.Count);
            if (groups[id].IsLoop)
                AddLoop(groups[id], roles, lowering, storage);
            foreach (var draft in lowering.Lower(groups[id], storage.Source)!.Value)
                Add(draft, groups[id], storage.Targets);
        }

        foreach (var update in delayed)
            Add(Copy(update.Node.Type, storage.Targets(update.Node).First(), storage.Target(update)));
        keptApart.AddRange(refusals.Select(r =>
            new KeptApart(kernels[first[r.Producer]].Name, kernels[first[r.Consumer]].Name, r.Refusal.Reason())));
        return results;
    }

    private void AddLoop(KernelGroup group, NodeRoles roles, GroupLowering lowering, Storage storage)
    {
        var node = group.Members[0];
        var scan = Scan.Of(node);
        var results = group.Members.ToDictionary(MultiResultOp.ResultOf, storage.Source);
        ImmutableArray<Location> carries =
        [
            .. Enumerable.Range(0, scan.Carries).Select(carry => results.TryGetValue(carry, out var last)
                ? last
                : new(Buffers.Arena("carry", node.Inputs[carry].Type), Dim.Zero)),
        ];
        foreach (var (carry, location) in carries.Index())
        {
            var start = new KernelGroup([], node.Inputs[carry]);
            foreach (var draft in lowering.Lower(start, storage.Source)!.Value)
                Add(draft, start, _ => [location]);
        }

        ImmutableArray<Location> inputs =
            [.. node.Inputs.Select((input, i) => i < scan.Carries ? carries[i] : storage.Source(roles.Base(input)))];
        var stacked = results.Where(r => r.Key >= scan.Carries).ToDictionary(r => r.Key - scan.Carries, r => r.Value);
        var (number, begin) = (loops.Count, kernels.Count);
        var body = scan.Body.WithResults([.. scan.Body.Results.Where(r =>
            r.Kind == ResultKind.Update || stacked.Keys.Any(output => Scan.OutputName(output) == r.Name))]);
        Add(
            body,
            roles => ResultTable.OfBody(scan, roles, stacked.Keys),
            (table, delayed) => new LoopStorage(scan, inputs, carries, stacked, Buffers, table, delayed));
        loops.Insert(number, new(begin, kernels.Count - 1, scan.Index, scan.Length, scan.Reverse));

        foreach (var member in group.Members)
        {
            foreach (var target in storage.Targets(member).Skip(1))
                Add(Copy(member.Type, storage.Source(member), target));
        }
    }

    private void Add(Kernel kernel) => kernels.Add(naming.Name(kernel));

    private void Add(KernelDraft draft, KernelGroup group, Func<Node, IEnumerable<Location>> targets)
    {
        var outputs = draft.Outputs.SelectMany(o => targets(o.Node), (o, target) =>
            new KernelOutput(target.Buffer, target.At(o.Map), o.Value, o.PerRow) { Index = o.Index }).ToList();
        // What reads nothing costs nothing to compute again: zeros, that the states of many variables begin with.
        foreach (var part in outputs.Chunk(draft.Loads.IsEmpty ? Fuser.MaximumBuffers : outputs.Count))
        {
            Add(new Kernel
            {
                Name = "",
                Domain = draft.Domain.Extents,
                ParallelRank = draft.Domain.ParallelRank,
                Root = draft.Root,
                Reductions = draft.Reductions,
                Outputs = [.. part],
                Nodes = group.Members,
                Copied = group.Copied,
            });
        }
    }

    private static Kernel Copy(TensorType type, Location source, Location target)
    {
        var domain = KernelDomain.Elementwise(type.Shape);
        var map = domain.DefaultPlace(type.Shape)!.Linear(type.Shape);
        return new()
        {
            Name = "",
            Domain = domain.Extents,
            ParallelRank = domain.Rank,
            Outputs = [new(target.Buffer, target.At(map), new LoadExpression(type.Element, source.Buffer, source.At(map)), PerRow: false)],
        };
    }
}
