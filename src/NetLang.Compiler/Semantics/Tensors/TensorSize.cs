using NetLang.Compiler.IR;

namespace NetLang.Compiler.Semantics.Tensors;

/// <summary>
/// The largest tensors that a program may have. They are far larger than memories are, and so small that no later stage
/// (strides, bytes, operations of a product) leaves 64 bits.
/// </summary>
internal static class TensorSize
{
    public const long MaximumElements = 1L << 40;
    private const int MaximumParts = 100;

    /// <summary>Whether a shape has more elements than a tensor may have, for symbols of 1.</summary>
    public static bool IsExcessive(Shape shape)
    {
        try
        {
            var size = new Shape([.. shape.Where(dim => !dim.IsZero)]).Size; // views may leave out the axes that are 0
            return size.Parts > MaximumParts
                || size.Terms.Any(t => t.Coefficient is > MaximumElements or < -MaximumElements);
        }
        catch (OverflowException)
        {
            return true;
        }
    }
}
