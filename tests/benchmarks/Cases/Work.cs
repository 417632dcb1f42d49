using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Cases;

/// <summary>What a network takes at least.</summary>
/// <param name="Inputs">Numbers in an example.</param>
/// <param name="Parameters">Numbers that it learns.</param>
/// <param name="Flops">Of products alone, to predict for one example: two a multiplication.</param>
/// <param name="FirstFlops">Those of the first layer.</param>
/// <param name="States">Tensors of a weight's size that its optimizer keeps.</param>
internal sealed record Work(double Inputs, double Parameters, double Flops, double FirstFlops, int States)
{
    /// <summary>To predict: FLOPs, and reading weights and examples.</summary>
    public IReadOnlyList<Contender> PredictFloors(int batch, int threads) =>
    [
        Hardware.Compute(threads, batch * Flops),
        Hardware.Read(threads, sizeof(float) * (Parameters + (batch * Inputs))),
    ];

    /// <summary>
    /// To train: forward, the weights' gradients, and the gradients of what each layer reads, but for the first;
    /// weights and the optimizer's states, read and written, and the batch, read once.
    /// </summary>
    public IReadOnlyList<Contender> TrainFloors(int batch, int threads) =>
    [
        Hardware.Compute(threads, batch * ((3 * Flops) - FirstFlops)),
        Hardware.Read(threads, sizeof(float) * ((2 * Parameters * (1 + States)) + (batch * Inputs))),
    ];
}
