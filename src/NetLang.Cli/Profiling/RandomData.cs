using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;

namespace NetLang.Cli.Profiling;

/// <summary>Data of the shapes and types that a model asks for: one batch, for what depends on no values.</summary>
internal static class RandomData
{
    /// <summary>What a symbol other than the batch is.</summary>
    public const int OtherSize = 16;

    public static Dataset For(ModelSpec model, int batch)
    {
        var random = new Random(0);
        long[] symbols = [.. model.Symbols.Select((_, symbol) => symbol == model.BatchSymbol ? batch : OtherSize)];
        return new([.. model.Inputs.Concat(model.Targets).Select(Column)]);

        DataColumn Column(TensorSpec tensor)
        {
            var shape = tensor.Shape.Select(d => checked((int)d.Evaluate(symbols))).ToArray();
            var length = shape.Aggregate(1, (product, extent) => checked(product * extent));
            // Class 0 or 1 suits whatever says nothing of its bound.
            var bound = tensor.IndexBound > 0 ? (int)Math.Min(tensor.IndexBound, int.MaxValue) : 2;
            return tensor.Type switch
            {
                ElementType.F32 => Of(() => random.NextSingle()),
                ElementType.F64 => Of(() => random.NextDouble()),
                ElementType.I32 => Of(() => random.Next(bound)),
                ElementType.I64 => Of(() => (long)random.Next(bound)),
                ElementType.U8 => Of(() => (byte)random.Next(Math.Min(bound, 256))),
                _ => Of(() => random.Next(2) == 1),
            };

            DataColumn Of<T>(Func<T> next)
                where T : unmanaged =>
                DataColumn.Create(tensor.Name, Enumerable.Range(0, length).Select(_ => next()).ToArray(), shape[1..]);
        }
    }
}
