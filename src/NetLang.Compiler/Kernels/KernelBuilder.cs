using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Memory;
using NetLang.Compiler.Kernels.Scheduling;

namespace NetLang.Compiler.Kernels;

/// <summary>Turns a graph into kernels in order, with their buffers and a memory plan. Knows no target.</summary>
public static class KernelBuilder
{
    public static KernelProgram Build(Graph graph, ModelDefinition model, KernelOptions options)
    {
        var inputs = ProgramInputs(graph, model);
        var schedule = new Schedule(options);
        var results = schedule.Add(
            graph,
            roles => ResultTable.OfProgram(model, roles),
            (results, delayed) => new ProgramStorage(model, inputs, schedule.Buffers, results, delayed));
        return MemoryPlanner.Plan(new()
        {
            Name = graph.Name,
            Inputs = inputs,
            Outputs = results.Outputs,
            Requirements = graph.Requirements,
            Starts = [.. graph.States.Select(s => s.Start)],
            CacheAxes = [.. graph.Caches.Select(c => c.Axis)],
            StepSymbols = IsOfSteps(graph, model) ? model.Step!.Counters : [],
            Buffers = schedule.Buffers.Buffers,
            Kernels = schedule.Kernels,
            Loops = schedule.Loops,
            HostOutputs = [.. results.HostScalars.Select(r => (r.Name, schedule.Hosts.Number(r.Value)))],
            HostScalars = schedule.Hosts.Scalars,
            Slots = [],
            KeptApart = schedule.KeptApart,
        });
    }

    private static bool IsOfSteps(Graph graph, ModelDefinition model) => graph == model.Step?.Graph || graph == model.Step?.Several;

    private static ImmutableArray<ProgramTensor> ProgramInputs(Graph graph, ModelDefinition model)
    {
        var tensors = graph == model.Initialize ? []
            : graph == model.Predict ? model.Inputs
            : graph == model.Step?.Graph ? model.Step.Inputs
            : graph == model.Step?.Several ? model.Inputs
            : model.Inputs.AddRange(model.Targets);
        return
        [
            .. tensors.Select(t => new ProgramTensor(t.Name, t.Type)),
            .. graph.States.Select(s => new ProgramTensor(s.Name, s.Type)),
            .. graph.Caches.Select(c => new ProgramTensor(c.Name, c.Type)),
        ];
    }
}
