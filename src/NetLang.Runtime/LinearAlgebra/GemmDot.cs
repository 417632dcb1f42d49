using NetLang.Runtime.Simd;

namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// Products of few rows, or with one column, with a B whose columns are contiguous (y = x Wᵀ for a small batch): dot
/// products along k. Packing would read B once more than the products themselves do, and one column fills no vector.
/// </summary>
internal static unsafe class GemmDot<F, T, I>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : struct
{
    /// <summary>From the next on, packing and a micro-kernel take less time: each row reads B anew.</summary>
    private const int MaxRows = 3;

    public static bool Suits(in GemmProblem<T> problem, nint rows) =>
        !problem.IsAdded && problem.BStorage == OperandStorage.Strided && problem.BRow == 1 && problem.AColumn == 1 && problem.K >= F.Count
        && (problem.N == 1 || (rows <= MaxRows && problem.BColumn != 1));

    public static void Run(in GemmProblem<T> problem, in GemmTile tile)
    {
        for (nint row = 0; row < tile.Rows; row++)
        {
            var a = problem.A + ((tile.Row + row) * problem.ARow);
            var c = (T*)tile.Values + (row * tile.Stride);
            nint column = 0;
            for (; column + 4 <= tile.Columns; column += 4)
                Four(a, problem.B + ((tile.Column + column) * problem.BColumn), problem.BColumn, problem.K, c + column);
            for (; column < tile.Columns; column++)
                c[column] = One(a, problem.B + ((tile.Column + column) * problem.BColumn), problem.K);
        }
    }

    private static void Four(T* a, T* b, nint bColumn, nint k, T* c)
    {
        F sum0 = F.Zero, sum1 = F.Zero, sum2 = F.Zero, sum3 = F.Zero;
        T* b1 = b + bColumn, b2 = b1 + bColumn, b3 = b2 + bColumn;
        nint i = 0;
        for (; i + F.Count <= k; i += F.Count)
        {
            var x = F.Load(a + i);
            sum0 = F.FusedMultiplyAdd(x, F.Load(b + i), sum0);
            sum1 = F.FusedMultiplyAdd(x, F.Load(b1 + i), sum1);
            sum2 = F.FusedMultiplyAdd(x, F.Load(b2 + i), sum2);
            sum3 = F.FusedMultiplyAdd(x, F.Load(b3 + i), sum3);
        }

        if (i < k)
        {
            var x = F.LoadPartial(a + i, k - i);
            sum0 = F.FusedMultiplyAdd(x, F.LoadPartial(b + i, k - i), sum0);
            sum1 = F.FusedMultiplyAdd(x, F.LoadPartial(b1 + i, k - i), sum1);
            sum2 = F.FusedMultiplyAdd(x, F.LoadPartial(b2 + i, k - i), sum2);
            sum3 = F.FusedMultiplyAdd(x, F.LoadPartial(b3 + i, k - i), sum3);
        }

        c[0] = F.ReduceSum(sum0);
        c[1] = F.ReduceSum(sum1);
        c[2] = F.ReduceSum(sum2);
        c[3] = F.ReduceSum(sum3);
    }

    /// <summary>The same sum in the same order as one of <see cref="Four"/>.</summary>
    private static T One(T* a, T* b, nint k)
    {
        var sum = F.Zero;
        for (nint i = 0; i < k; i += F.Count)
            sum = F.FusedMultiplyAdd(F.LoadPartial(a + i, k - i), F.LoadPartial(b + i, k - i), sum);
        return F.ReduceSum(sum);
    }
}
