using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>Neighbouring axes that a reshape makes others of, with as many elements.</summary>
/// <param name="From">The first axis of the operand; there is at least one.</param>
/// <param name="To">The first axis of the result; there is at least one.</param>
internal readonly record struct AxisGroup(int From, int FromCount, int To, int ToCount)
{
    /// <summary>
    /// The smallest groups in order: all axes of both shapes, those of dimension 1 with what is before them. Null where they
    /// cannot be told apart.
    /// </summary>
    public static IReadOnlyList<AxisGroup>? Of(Shape from, Shape to)
    {
        var groups = new List<AxisGroup>();
        var (i, j) = (0, 0);
        while (i < from.Rank && j < to.Rank)
        {
            var (first, firstTo) = (i, j);
            var (left, right) = (from[i++], to[j++]);
            while (!left.Equals(right))
            {
                // What divides the other may still become it.
                var growsLeft = left.IsConstant && right.IsConstant ? left.ConstantValue < right.ConstantValue : j == to.Rank || Divides(left, right);
                if (growsLeft ? i == from.Rank : j == to.Rank)
                    return null;
                if (growsLeft)
                    left *= from[i++];
                else
                    right *= to[j++];
            }

            while (i < from.Rank && from[i].IsOne && !(j < to.Rank && to[j].IsOne))
                i++;
            while (j < to.Rank && to[j].IsOne && !(i < from.Rank && from[i].IsOne))
                j++;
            groups.Add(new(first, i - first, firstTo, j - firstTo));
        }

        return i == from.Rank && j == to.Rank ? groups : null;
    }

    /// <summary>Whether a dimension could be a factor of another: it has no symbol that the other lacks, and is no multiple of it.</summary>
    private static bool Divides(Dim factor, Dim product) =>
        factor.Terms.Length <= product.Terms.Length && factor.Symbols.All(product.Symbols.Contains)
        && Dim.TryDivideExactly(factor, product) is null;
}
