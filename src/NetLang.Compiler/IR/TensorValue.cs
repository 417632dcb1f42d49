using NetLang.Runtime;

namespace NetLang.Compiler.IR;

/// <summary>
/// A tensor of the reference interpreter, row-major. Floats are held as f64 that are rounded to the element type
/// after every op; integers and bools are exact in an f64 up to 2^53, and <see cref="ElementType.I64"/> beyond that is
/// outside what the reference promises.
/// </summary>
public sealed record TensorValue(ElementType Element, long[] Shape, double[] Values)
{
    /// <summary>Computes each element from its coordinates, and rounds it.</summary>
    public static TensorValue Fill(ElementType element, long[] shape, Func<long[], double> value)
    {
        var values = new double[RowMajor.Size(shape)];
        var i = 0;
        foreach (var coordinates in RowMajor.Coordinates(shape))
            values[i++] = Round(element, value(coordinates));
        return new(element, shape, values);
    }

    public static TensorValue Scalar(ElementType element, double value) => new(element, [], [Round(element, value)]);

    public double this[ReadOnlySpan<long> coordinates] => Values[RowMajor.Index(coordinates, Shape)];

    /// <summary>A value as the element type holds it.</summary>
    public static double Round(ElementType element, double value) => element switch
    {
        ElementType.F64 => value,
        ElementType.F32 => (float)value,
        ElementType.F16 => (double)(Half)value,
        ElementType.BF16 => (float)BitConverter.UInt32BitsToSingle(
            (BitConverter.SingleToUInt32Bits((float)value) + 0x7FFF + ((BitConverter.SingleToUInt32Bits((float)value) >> 16) & 1))
            & 0xFFFF0000),
        ElementType.Bool => value != 0 ? 1 : 0,
        // Integers wrap around, as the machine's do.
        ElementType.I32 => unchecked((int)(long)value),
        ElementType.U8 => unchecked((byte)(long)value),
        _ => Math.Truncate(value),
    };
}

/// <summary>What an evaluation knows besides its inputs.</summary>
/// <param name="Symbols">The binding of the symbols.</param>
/// <param name="Inputs">Inputs and host inputs (<c>step</c>, <c>total</c>) by name.</param>
/// <param name="Variables">Params, states and optimizer states by path.</param>
/// <param name="Seed">The seed of the random numbers.</param>
/// <param name="Step">The training step, from 1.</param>
public sealed record EvaluationContext(
    IReadOnlyDictionary<string, long> Symbols,
    IReadOnlyDictionary<string, TensorValue> Inputs,
    IReadOnlyDictionary<string, TensorValue> Variables,
    ulong Seed,
    ulong Step)
{
    /// <summary>The value of each dimension under the binding.</summary>
    public long[] Extents(Shape shape) => [.. shape.Select(Value)];

    public long Value(Dim dim) => dim.Evaluate(name => Symbols.TryGetValue(name, out var value)
        ? value
        : throw new ArgumentException($"the symbol {name} is not bound"));
}
