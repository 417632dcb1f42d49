using System.Globalization;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Passes;
using NetLang.Runtime;

namespace NetLang.Compiler;

/// <summary>The memory of a model's training step, and what is done for it to suffice.</summary>
/// <param name="model">Its training graph in the form that is the fastest.</param>
/// <param name="optimize">The training graph after the passes of a pipeline.</param>
internal sealed class TrainingMemory(ModelDefinition model, MemoryBudget budget, Func<Pipeline, Graph> optimize)
{
    /// <summary>The model with the fastest form of the step that fits, or the smallest after reporting.</summary>
    public ModelDefinition Choose(DiagnosticBag diagnostics)
    {
        if (Bytes(model.Train!) is not { } least)
        {
            diagnostics.Report(
                MemoryErrors.Unknown,
                budget.Span,
                $"what a step takes depends on {string.Join(" and ", model.Symbols.Where(s => s != model.BatchSymbol))}, which is chosen at run time",
                "give these dimensions numbers in the model's signature, or leave `memory` out");
            return model;
        }

        var (smallest, how) = (model.Train!, Pipeline.ByMemory[0].Gradients);
        foreach (var (pipeline, gradients) in Pipeline.ByMemory.Skip(1).TakeWhile(_ => least > budget.Bytes))
        {
            var graph = optimize(pipeline);
            if (Bytes(graph) is { } bytes && bytes < least)
                (smallest, how, least) = (graph, gradients, bytes);
        }

        if (least > budget.Bytes)
            Report(least, diagnostics);
        return model with { Train = smallest, Memory = budget with { Use = new(least, how) } };
    }

    private void Report(long needed, DiagnosticBag diagnostics)
    {
        var batch = model.Training!.BatchSize;
        var (bytes, help) = needed == long.MaxValue
            ? ("more bytes than 64 bits can count", "make `batch` smaller")
            : (
                string.Create(CultureInfo.InvariantCulture, $"{needed:N0} bytes at least"),
                $"allow it `memory = \"{(needed + 1023) / 1024}KB\"`{(batch > 1 ? ", or make `batch` smaller" : "")}");
        diagnostics.Report(
            MemoryErrors.TooLittle,
            budget.Span,
            string.Create(CultureInfo.InvariantCulture, $"a step with a batch of {batch} takes {bytes}, and may take {budget.Bytes:N0}"),
            help);
    }

    /// <summary>
    /// Weights, states and all temporary tensors; null where they depend on more than the batch, the most where 64 bits do not
    /// count them.
    /// </summary>
    private long? Bytes(Graph graph)
    {
        try
        {
            return Count(graph);
        }
        catch (OverflowException)
        {
            return long.MaxValue;
        }
    }

    private long? Count(Graph graph)
    {
        var program = KernelBuilder.Build(graph, model, new());
        var slots = program.Slots.Select(slot => slot.Buffers.Select(b => Bytes(program.Buffers[b].Type)).ToList()).ToList();
        return slots.Any(s => s.Contains(null))
            ? null
            : slots.Sum(s => s.Max()) + model.Variables.Sum(v => Bytes(v.Type));
    }

    private long? Bytes(TensorType type) => type.Shape.All(d => d.Symbols.All(s => s == model.BatchSymbol))
        ? checked(type.Shape.Size.Evaluate(_ => model.Training!.BatchSize) * type.Element.Size())
        : null;
}
