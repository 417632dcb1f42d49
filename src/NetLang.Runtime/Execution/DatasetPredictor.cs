using NetLang.Runtime.Data;

namespace NetLang.Runtime.Execution;

/// <summary>Predicts for all rows of a dataset, in file order.</summary>
internal sealed class DatasetPredictor(BatchRunner batches, ModelSpec model, int count, int batchSize)
{
    public Dataset Run()
    {
        var rows = ExampleOrder.InFileOrder(count);
        var outputs = model.Outputs.Select(Create).ToArray();
        for (var start = 0; start < count; start += batchSize)
        {
            batches.Run(rows.AsSpan(start, Math.Min(batchSize, count - start)), step: 0);
            for (var output = 0; output < outputs.Length; output++)
                outputs[output].Add(batches, output);
        }

        return new([.. outputs.Select(output => output.ToColumn(batches.Symbols.ToArray()))]);
    }

    private OutputRows Create(TensorSpec output)
    {
        if (output.Shape.Length == 0 || output.Shape[0].Symbol != model.BatchSymbol)
            throw new NetLangException(
                DataErrors.ShapeMismatch,
                $"output '{output.Name}' of {model.Name} is {SymbolBinding.Describe(output)}: its first dimension is "
                + "not the batch, so it has no row for an example",
                "call the Predict of the generated class");
        return output.Type switch
        {
            ElementType.F32 => new OutputRows<float>(output),
            ElementType.F64 => new OutputRows<double>(output),
            ElementType.I32 => new OutputRows<int>(output),
            ElementType.I64 => new OutputRows<long>(output),
            ElementType.U8 => new OutputRows<byte>(output),
            ElementType.Bool => new OutputRows<bool>(output),
            ElementType.F16 => new OutputRows<Half>(output),
            _ => throw new NotSupportedException($"outputs of type {output.Type.Name()}"),
        };
    }

    /// <summary>Collects an output over all batches.</summary>
    private abstract class OutputRows
    {
        public abstract void Add(BatchRunner batches, int output);

        public abstract DataColumn ToColumn(long[] symbols);
    }

    private sealed class OutputRows<T>(TensorSpec tensor) : OutputRows
        where T : unmanaged
    {
        private readonly List<T> values = [];

        public override unsafe void Add(BatchRunner batches, int output)
        {
            var length = checked((int)batches.Runner.OutputLength(output));
            values.AddRange(new ReadOnlySpan<T>(batches.Runner.Output(output), length));
            GC.KeepAlive(batches);
        }

        public override DataColumn ToColumn(long[] symbols)
        {
            var row = tensor.Shape.Skip(1).Select(dimension => checked((int)dimension.Evaluate(symbols)));
            return DataColumn.Create(tensor.Name, values.ToArray(), [.. row]);
        }
    }
}
