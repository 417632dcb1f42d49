using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Fusion;
using NetLang.Compiler.Kernels.Lowering;
using NetLang.Compiler.Kernels.Memory;
using NetLang.Compiler.Kernels.Scheduling;

namespace NetLang.Compiler.Kernels;

/// <summary>Turns a graph into kernels in order, with their buffers and a memory plan. Knows no target.</summary>
public static class KernelBuilder
{
    public static KernelProgram Build(Graph graph, ModelDefinition model, KernelOptions options)
    {
        var roles = new NodeRoles(graph);
        var hosts = new HostScalarTable(roles);
        var results = new ResultTable(model, roles);
        var users = new UserTable(roles, results);
        var lowering = new GroupLowering(roles, hosts, users.MustStore);

        // 1. Which nodes share a kernel.
        var groups = new GroupGraph(
            roles,
            roles.Computed.Select(n => new KernelGroup([n]))
                .Concat(results.Copied(roles).Select(n => new KernelGroup([], n))));
        var fuser = new Fuser(groups, roles, lowering);
        if (options.Fuse)
            fuser.Run();
        var refusals = fuser.Refusals.ToList();

        // 2. Which updates are in place, and the order of kernels that this asks for.
        var drafts = groups.Ids.ToDictionary(id => id, id => lowering.Lower(groups[id], n => n.Id)!.Value);
        var delayed = VariableUpdates.OrderReads(groups, roles, results, drafts);

        // 3. Kernels over numbered buffers, then their memory.
        var inputs = ProgramInputs(graph, model);
        var buffers = new BufferTable(model, inputs, results, delayed);
        var kernels = ImmutableArray.CreateBuilder<Kernel>();
        var naming = new KernelNaming();
        var first = new Dictionary<int, int>(); // the first kernel of each group
        foreach (var id in groups.Sort())
        {
            first.Add(id, kernels.Count);
            foreach (var draft in lowering.Lower(groups[id], buffers.Source)!.Value)
                kernels.Add(naming.Name(Kernel(draft, groups[id], buffers)));
        }

        foreach (var update in delayed)
            kernels.Add(naming.Name(Copy(buffers.Targets(update.Node).First(), buffers.Variable(update.Index), update)));
        return MemoryPlanner.Plan(new()
        {
            Name = graph.Name,
            Inputs = inputs,
            Outputs = results.Outputs,
            Requirements = graph.Requirements,
            Buffers = buffers.Buffers,
            Kernels = kernels.ToImmutable(),
            HostOutputs = [.. results.HostScalars.Select(r => (r.Name, hosts.Number(r.Value)))],
            HostScalars = hosts.Scalars,
            Slots = [],
            KeptApart =
            [
                .. refusals.Select(r =>
                    new KeptApart(kernels[first[r.Producer]].Name, kernels[first[r.Consumer]].Name, r.Refusal.Reason())),
            ],
        });
    }

    private static ImmutableArray<ProgramTensor> ProgramInputs(Graph graph, ModelDefinition model)
    {
        var tensors = graph == model.Initialize ? []
            : graph == model.Predict ? model.Inputs
            : model.Inputs.AddRange(model.Targets);
        return [.. tensors.Select(t => new ProgramTensor(t.Name, t.Type))];
    }

    private static Kernel Kernel(KernelDraft draft, KernelGroup group, BufferTable buffers) => new()
    {
        Name = "",
        Domain = draft.Domain.Extents,
        ParallelRank = draft.Domain.ParallelRank,
        Root = draft.Root,
        Reductions = draft.Reductions,
        Outputs =
        [
            .. draft.Outputs.SelectMany(o => buffers.Targets(o.Node), (o, target) =>
                new KernelOutput(target, o.Map, o.Value, o.PerRow)),
        ],
        Nodes = group.Copied is { } copied ? [copied] : group.Members,
    };

    private static Kernel Copy(int source, int target, TensorResult update)
    {
        var domain = KernelDomain.Elementwise(update.Node.Shape);
        var map = domain.DefaultPlace(update.Node.Shape)!.Linear(update.Node.Shape);
        return new()
        {
            Name = "",
            Domain = domain.Extents,
            ParallelRank = domain.Rank,
            Outputs = [new(target, map, new LoadExpression(update.Node.Type.Element, source, map), PerRow: false)],
        };
    }
}
