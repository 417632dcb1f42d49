using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Benchmarks.Workers;

/// <summary>A matrix product: m= n= k= a= b= threads= storage=, as <see cref="OperandStorage"/>.</summary>
internal sealed class ProductWorkload(WorkerOptions options) : Workload
{
    private readonly MatrixProduct product = new(
        options.Number("m"),
        options.Number("n"),
        options.Number("k"),
        options.Values<float>("a"),
        options.Values<float>("b"),
        options.Number("threads"),
        Enum.Parse<OperandStorage>(options.Text("storage")));

    public override Timing Measure(double seconds) => Timing.Of(product.Multiply, seconds);

    public override float[] Result()
    {
        product.Multiply();
        return product.Result();
    }
}
