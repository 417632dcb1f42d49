using NetLang.Compiler;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>What a model costs to run.</summary>
internal sealed class ModelCost(ModelDefinition model, Compilation compilation)
{
    public int BatchSize { get; } = model.Training?.BatchSize ?? 1;

    /// <summary>Operations of the products, to predict one example; a multiplication with an addition counts two.</summary>
    public Dim Flops => OfOneExample(model.Predict.Nodes.Aggregate(
        Dim.Zero, (sum, node) => node.Op is StructuredOp op ? sum + op.Flops(node) : sum));

    /// <summary>Temporary memory to predict one example; symbols count as 1.</summary>
    public long PredictBytes => ArenaBytes(model.Predict, batchSize: 1);

    /// <summary>Temporary memory of a training step, weights not counted; null without <c>train</c>.</summary>
    public long? TrainBytes => model.Train is { } step ? ArenaBytes(step, BatchSize) : null;

    /// <summary>A size or count that is proportional to the batch, for a batch of 1.</summary>
    public Dim OfOneExample(Dim dim) =>
        model.BatchSymbol is { } batch && dim.LinearIn(batch) is var (slope, offset) ? slope + offset : dim;

    public static Dim Bytes(TensorType type) => type.Shape.Size * type.Element.Size();

    private long ArenaBytes(Graph graph, long batchSize)
    {
        var program = compilation.Kernels(model, graph);
        return program.Slots.Sum(slot => slot.Buffers.Max(id =>
            Bytes(program.Buffers[id].Type).Evaluate(symbol => symbol == model.BatchSymbol ? batchSize : 1)));
    }
}
