using System.Globalization;
using System.Text;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels;

/// <summary>
/// Which kernels a program has and why (<c>--explain-kernels</c>): of each its class and domain, the ops that became it,
/// which lines of the source say so, what it stores and costs (per launch, and in numbers where sizes are known), and
/// after <c>!</c> where a faster way was missed.
/// <code>
/// k02_max_sum_eq_sub   rows   N | 10
///   lines   digits.net:12, prelude/losses.net:9
///   fuses   max, sum 3, eq, sub 2, exp, log, …
///   reads   add1, label
///   writes  neg1, add2
///   costs   88 * N bytes, 180 * N flops; 2,816 bytes, 5,760 flops where N = 32
///   ! apart from k01_matmul_add: tiles of a product hold no whole rows or columns to reduce
/// </code>
/// </summary>
public static class KernelExplanation
{
    private const int MostLines = 8;

    /// <param name="sizes">Of symbols, for the costs in numbers.</param>
    public static string Print(KernelProgram program, IReadOnlyDictionary<string, long> sizes)
    {
        var text = new StringBuilder();
        var statistics = program.Kernels.Select(kernel => KernelStatistics.Of(kernel, program)).ToList();
        var fast = statistics.Count(s => s.IsFast);
        var fastOnes = fast == statistics.Count ? "all" : $"{fast} of them";
        text.Append(
            CultureInfo.InvariantCulture,
            $"program \"{program.Name}\": {statistics.Count} kernels, {fastOnes} on the fast path\n");
        foreach (var (kernel, costs) in program.Kernels.Zip(statistics))
            text.Append(Of(kernel, program, costs, sizes, "by strides, not by vectors"));
        return text.ToString();
    }

    /// <summary>One kernel, after an empty line.</summary>
    /// <param name="strided">How a device goes through memory that it could go through faster.</param>
    internal static string Of(
        Kernel kernel,
        KernelProgram program,
        KernelStatistics statistics,
        IReadOnlyDictionary<string, long> sizes,
        string strided)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n{kernel.Name}   {Class(kernel)}   {Domain(kernel)}\n");
        Line("lines", kernel.SourceLines().Take(MostLines).Select(l => $"{l.Source.Path}:{l.Line + 1}"));
        Line("fuses", kernel.Evaluated.Where(n => n.Op is not ViewOp).CountBy(n => n.Op.Name)
            .Select(c => c.Value == 1 ? c.Key : $"{c.Key} {c.Value}"));
        Line("reads", kernel.Loads().Select(l => l.Buffer).Distinct().Select(Name));
        Line("writes", kernel.Outputs.Select(o => Name(o.Buffer)));
        Line("costs", [$"{statistics.Bytes} bytes", $"{statistics.Flops} flops{Numbers(statistics.Bytes, statistics.Flops, sizes)}"]);
        if (!statistics.Launches.IsOne)
            Line("runs", [$"{statistics.Launches} times"]);
        foreach (var miss in Misses(kernel, program, statistics, strided))
            text.Append(CultureInfo.InvariantCulture, $"  ! {miss}\n");
        return text.ToString();

        string Name(int buffer) => program.Buffers[buffer].Name;

        void Line(string title, IEnumerable<string> items)
        {
            if (string.Join(", ", items) is { Length: > 0 } list)
                text.Append(CultureInfo.InvariantCulture, $"  {title,-7} {list}\n");
        }
    }

    /// <summary>The costs for sizes that are known; empty where costs are numbers already, or a size is not.</summary>
    internal static string Numbers(Dim bytes, Dim flops, IReadOnlyDictionary<string, long> sizes)
    {
        var symbols = bytes.Symbols.Concat(flops.Symbols).Distinct().ToList();
        if (symbols.Count == 0 || !symbols.TrueForAll(sizes.ContainsKey))
            return "";
        var where = string.Join(", ", symbols.Select(s => $"{s} = {sizes[s]}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"; {Value(bytes):N0} bytes, {Value(flops):N0} flops where {where}");

        long Value(Dim dim) => dim.Evaluate(symbol => sizes[symbol]);
    }

    private static IEnumerable<string> Misses(
        Kernel kernel, KernelProgram program, KernelStatistics statistics, string strided)
    {
        if (statistics.Strided.Count > 0)
            yield return $"{strided}: {string.Join(", ", statistics.Strided)}";
        if (kernel.Nodes.IsEmpty && kernel.Copied is null)
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
        _ => kernel.Root!.Root.Kind,
    };

    private static string Domain(Kernel kernel)
    {
        var parallel = string.Join(", ", kernel.Domain.Take(kernel.ParallelRank));
        return kernel.Reductions.IsEmpty
            ? parallel
            : $"{parallel} | {string.Join(", ", kernel.Domain.Skip(kernel.ParallelRank))}".TrimStart();
    }
}
