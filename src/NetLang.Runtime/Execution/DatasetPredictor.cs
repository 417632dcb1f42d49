using NetLang.Runtime.Data;

namespace NetLang.Runtime.Execution;

/// <summary>Predicts for all rows of a dataset; what is predicted is in their order.</summary>
internal sealed class DatasetPredictor(BatchRunner batches, ModelSpec model, BatchOrder order)
{
    public Dataset Run()
    {
        var outputs = model.Outputs.Select(Create).ToArray();
        for (var batch = 0; batch < order.Count; batch++)
        {
            batches.Run(order[batch], step: 0);
            for (var output = 0; output < outputs.Length; output++)
                outputs[output].Add(batches, output, order[batch], order.Rows);
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
        public abstract void Add(BatchRunner batches, int output, ReadOnlySpan<int> rows, int count);

        public abstract DataColumn ToColumn(long[] symbols);
    }

    private sealed class OutputRows<T>(TensorSpec tensor) : OutputRows
        where T : unmanaged
    {
        private T[] values = [];

        /// <param name="count">How many rows there are in all batches.</param>
        public override unsafe void Add(BatchRunner batches, int output, ReadOnlySpan<int> rows, int count)
        {
            var length = checked((int)(batches.Runner.OutputLength(output) / rows.Length));
            if (values.Length == 0)
                values = new T[checked(count * length)];
            var found = new ReadOnlySpan<T>(batches.Runner.Output(output), length * rows.Length);
            for (var index = 0; index < rows.Length; index++)
                found.Slice(index * length, length).CopyTo(values.AsSpan(rows[index] * length));
            GC.KeepAlive(batches);
        }

        public override DataColumn ToColumn(long[] symbols)
        {
            var row = tensor.Shape.Skip(1).Select(dimension => checked((int)dimension.Evaluate(symbols)));
            return DataColumn.Create(tensor.Name, values, [.. row]);
        }
    }
}
