using NetLang.Compiler.IR;

namespace NetLang.Compiler.Semantics.Tensors;

/// <summary>
/// The largest tensors that a program may have. They are far larger than memories are, and so small that no later stage
/// (strides, bytes, operations of a product) leaves 64 bits.
/// </summary>
internal static class TensorSize
{
    public const long MaximumElements = 1L << 40;
    public const int MaximumAxes = 64;
    private const int MaximumParts = 100;

    /// <summary>Whether a shape has more axes or elements than a tensor may have, for symbols of 1.</summary>
    public static bool IsExcessive(Shape shape)
    {
        if (shape.Rank > MaximumAxes)
            return true;
        try
        {
            if (shape.All(dim => dim.IsConstant || dim.AsSymbol is not null)) // mostly, and without a polynomial
                return Product(shape) > MaximumElements;
            var size = new Shape([.. shape.Where(dim => !dim.IsZero)]).Size; // views may leave out the axes that are 0
            return size.Parts > MaximumParts
                || size.Terms.Any(t => t.Coefficient is > MaximumElements or < -MaximumElements);
        }
        catch (OverflowException)
        {
            return true;
        }
    }

    private static long Product(Shape shape) => shape.Where(dim => dim is { IsConstant: true, IsZero: false })
        .Aggregate(1L, (product, dim) => checked(product * dim.ConstantValue));
}
