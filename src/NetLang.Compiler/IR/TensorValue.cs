using NetLang.Runtime;

namespace NetLang.Compiler.IR;

/// <summary>
/// A tensor of the reference interpreter, row-major. Floats are held as f64 that are rounded to the element type
/// after every op; integers and bools are exact in an f64 up to 2^53, and <see cref="ElementType.I64"/> beyond that is
/// outside what the reference promises.
/// </summary>
public sealed record TensorValue(ElementType Element, long[] Shape, double[] Values)
{
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
    ulong Step);
