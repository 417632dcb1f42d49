using NetLang.Compiler;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>What a model costs to run. Symbols other than the batch count as 1.</summary>
/// <param name="Flops">Multiplications and additions of the products, to predict one example.</param>
/// <param name="PredictBytes">Temporary memory to predict one example.</param>
/// <param name="TrainBytes">Temporary memory of a training step, weights not counted; null without <c>train</c>.</param>
internal sealed record ModelCost(long Flops, long PredictBytes, long? TrainBytes, int BatchSize)
{
    public static ModelCost Of(ModelDefinition model, Compilation compilation)
    {
        var batch = model.Training?.BatchSize ?? 1;
        var predict = compilation.Kernels(model, model.Predict);
        return new(
            predict.Kernels.Sum(k => ProductFlops(k, _ => 1)),
            ArenaBytes(predict, _ => 1),
            model.Train is null
                ? null
                : ArenaBytes(compilation.Kernels(model, model.Train), s => s == model.BatchSymbol ? batch : 1),
            batch);
    }

    private static long ProductFlops(Kernel kernel, Func<string, long> symbols) =>
        kernel.Root?.Root is GemmRoot product
            ? checked(2 * kernel.Domain.Aggregate(product.Depth, (a, b) => a * b).Evaluate(symbols))
            : 0;

    private static long ArenaBytes(KernelProgram program, Func<string, long> symbols) => program.Slots.Sum(slot =>
        slot.Buffers.Max(id =>
        {
            var type = program.Buffers[id].Type;
            return checked(type.Shape.Size.Evaluate(symbols) * type.Element.Size());
        }));
}
