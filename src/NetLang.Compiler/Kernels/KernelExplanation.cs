using System.Globalization;
using System.Text;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels;

/// <summary>
/// Which kernels a program has and why (<c>--explain-kernels</c>): of each its class and domain, the ops that became it,
/// what it stores and costs, and after <c>!</c> where a faster way was missed.
/// <code>
/// k02_max_sum_eq_sub   rows   N | 10
///   fuses   max, sum 3, eq, sub 2, exp, log, …
///   reads   add1, label
///   writes  neg1, add2
///   costs   120*N bytes, 140*N flops
///   ! apart from k01_matmul_add: tiles of a product hold no whole rows or columns to reduce
/// </code>
/// </summary>
public static class KernelExplanation
{
    public static string Print(KernelProgram program)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"program \"{program.Name}\": {program.Kernels.Length} kernels\n");
        foreach (var kernel in program.Kernels)
            Print(kernel, program, text);
        return text.ToString();
    }

    private static void Print(Kernel kernel, KernelProgram program, StringBuilder text)
    {
        var statistics = KernelStatistics.Of(kernel, program);
        text.Append(CultureInfo.InvariantCulture, $"\n{kernel.Name}   {Class(kernel)}   {Domain(kernel)}\n");
        Line("fuses", kernel.Nodes.Where(n => n.Op is not ViewOp).CountBy(n => n.Op.Name)
            .Select(c => c.Value == 1 ? c.Key : $"{c.Key} {c.Value}"));
        Line("reads", kernel.Loads().Select(l => l.Buffer).Distinct().Select(Name));
        Line("writes", kernel.Outputs.Select(o => Name(o.Buffer)));
        Line("costs", [$"{statistics.Bytes} bytes", $"{statistics.Flops} flops"]);
        foreach (var miss in Misses(kernel, program, statistics))
            text.Append(CultureInfo.InvariantCulture, $"  ! {miss}\n");

        string Name(int buffer) => program.Buffers[buffer].Name;

        void Line(string title, IEnumerable<string> items)
        {
            if (string.Join(", ", items) is { Length: > 0 } list)
                text.Append(CultureInfo.InvariantCulture, $"  {title,-7} {list}\n");
        }
    }

    private static IEnumerable<string> Misses(Kernel kernel, KernelProgram program, KernelStatistics statistics)
    {
        if (statistics.Strided.Count > 0)
            yield return $"by strides, not by vectors: {string.Join(", ", statistics.Strided)}";
        if (kernel.Nodes.IsEmpty)
            yield return "copies a new value: what reads the old one comes after it, or reads other elements";
        foreach (var apart in program.KeptApart.Where(a => a.Consumer == kernel.Name))
            yield return $"apart from {apart.Producer}: {apart.Reason}";
    }

    private static string Class(Kernel kernel) => kernel.Class switch
    {
        KernelClass.Map => "points",
        KernelClass.RowReduction => "rows",
        KernelClass.ColumnReduction => "columns",
        KernelClass.Scatter => "scatter",
        _ when kernel.Root!.Root is GemmRoot gemm => $"gemm of depth {gemm.Depth}",
        _ => "structured",
    };

    private static string Domain(Kernel kernel)
    {
        var parallel = string.Join(", ", kernel.Domain.Take(kernel.ParallelRank));
        return kernel.Reductions.IsEmpty
            ? parallel
            : $"{parallel} | {string.Join(", ", kernel.Domain.Skip(kernel.ParallelRank))}".TrimStart();
    }
}
