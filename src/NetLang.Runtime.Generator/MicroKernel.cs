using System.Text;

namespace NetLang.Runtime.Generator;

/// <summary>
/// Writes one micro-kernel: its sums start at zero, a loop over k adds to them, once a segment, and they are stored.
/// </summary>
internal sealed class MicroKernel(LaneType type, int bits, int height, int vectors)
{
    /// <summary>
    /// How far ahead of its use B is asked for, which mostly lies in the second cache: eight rows of a panel. There is no
    /// register for a distance in rows, so of a B that is read by strides what comes is of no use.
    /// </summary>
    private const int BytesAhead = 1024;

    private const int CacheLine = 64;

    private readonly int lanes = bits / 8 / type.Bytes;
    private readonly StringBuilder text = new();

    /// <summary>
    /// Few rows make few sums, and a step would wait for the additions of the one before: two begin in a cycle, and take
    /// four. So several sets of sums take turns. Their number follows from the height alone, that an element's bits do not
    /// depend on the columns that are beside it.
    /// </summary>
    private int Sets => (bits, height) switch
    {
        (512, 1) => 4,
        (512, 2 or 3) => 2,
        (_, 1) => 2,
        _ => 1,
    };

    // One pointer serves three rows, at offsets 0, row and twice that: there are no registers for a pointer a row.
    private int Pointers => (height + 2) / 3;

    private string Vector => $"Vector{bits}<{type.Name}>";

    public string Method()
    {
        text.Append($$"""

                [MethodImpl(MethodImplOptions.NoInlining)]
                private static void Run{{height}}x{{vectors}}({{MicroKernels.Operands(type)}})
                {

            """);
        Zero("", set: 0);
        Line($"nint row = aRow * {type.Bytes}, twice = row * 2, step = aColumn * {type.Bytes};");
        Line($"byte* {Each(Pointers, p => p == 0 ? "a0 = (byte*)a" : $"a{p} = a{p - 1} + twice + row", ", ")};");
        Line("while (true)");
        Line("{");
        if (Sets > 1)
            LoopInTurns("    ");
        Line("    for (; k > 0; k--)");
        Step("    ", set: 0);
        Line("    if (--block->Segments <= 0)");
        Line("        break;");
        Line("    nint skip = block->ASkip;");
        Line($"    {Each(Pointers, p => $"a{p} += skip;")}");
        Line("    b += block->BSkip; k = block->Depth;");
        Line("}");
        Line($"{type.Name}* c = block->First;");
        Line("nint cRow = block->Row, columns = block->Columns;");
        Line("var isSum = block->IsSum;");
        Line($"if (columns >= {vectors * lanes})");
        Line("{");
        Finish(isWhole: true);
        Line("}");
        Line("else");
        Line("{");
        Line($"    columns -= {(vectors - 1) * lanes};");
        Finish(isWhole: false);
        Line("}");
        return text.Append("    }\n").ToString();
    }

    private static string Each(int count, Func<int, string> item, string separator = " ") =>
        string.Join(separator, Enumerable.Range(0, count).Select(item));

    private static string Sum(int set, int i, int j) => set == 0 ? $"c{i}_{j}" : $"c{i}_{j}_{set}";

    private string Place(string row, int vector) => vector == 0 ? row : $"{row} + {vector * lanes}";

    private void Line(string line) => text.Append("        ").Append(line).Append('\n');

    private void Zero(string indent, int set)
    {
        for (var i = 0; i < height; i++)
            Line($"{indent}{Vector} {Each(vectors, j => $"{Sum(set, i, j)} = default", ", ")};");
    }

    /// <summary>As many steps at once as there are sets, and the sum of these.</summary>
    private void LoopInTurns(string indent)
    {
        Line($"{indent}if (k >= {Sets})");
        Line(indent + "{");
        for (var set = 1; set < Sets; set++)
            Zero(indent + "    ", set);
        Line($"{indent}    for (; k >= {Sets}; k -= {Sets})");
        Line(indent + "    {");
        for (var set = 0; set < Sets; set++)
            Step(indent + "        ", set);
        Line(indent + "    }");
        for (var i = 0; i < height; i++)
            Line(indent + "    " + Each(vectors, j => $"{Sum(0, i, j)} = {Each(Sets, set => Sum(set, i, j), " + ")};"));
        Line(indent + "}");
    }

    private void Step(string indent, int set)
    {
        Line(indent + "{");
        var loads = Each(vectors, j => $"b{j} = Vector{bits}.Load({Place("b", j)})", ", ");
        Line($"{indent}    {Vector} {loads};");
        if (Sets == 1)
        {
            var lines = Math.Max(1, vectors * bits / 8 / CacheLine);
            Line($"{indent}    " + Each(lines, line =>
                $"Prefetching.Line(b + {(BytesAhead + (line * CacheLine)) / type.Bytes});"));
        }

        for (var i = 0; i < height; i++)
        {
            var offset = (i % 3) switch { 0 => "", 1 => " + row", _ => " + twice" };
            Line($"{indent}    {(i == 0 ? "var " : "")}x = Vector{bits}.Create(*({type.Name}*)(a{i / 3}{offset}));");
            Line($"{indent}    " + Each(vectors, j =>
                $"{Sum(set, i, j)} = Vector{bits}.MultiplyAddEstimate(x, b{j}, {Sum(set, i, j)});"));
        }

        Line($"{indent}    " + Each(Pointers, p => $"a{p} += step;") + " b += bRow;");
        Line(indent + "}");
    }

    /// <summary>Adds what is in C where that is asked for, and stores the sums: of the last vector perhaps a part.</summary>
    private void Finish(bool isWhole)
    {
        var lanesType = $"{type.Prefix}x{lanes}";
        bool IsPartial(int vector) => !isWhole && vector == vectors - 1;
        Line("    if (isSum)");
        Line("    {");
        for (var i = 0; i < height; i++)
        {
            var cRow = i == 0 ? "c" : $"c + ({i} * cRow)";
            Line("        " + Each(vectors, j => $"{Sum(0, i, j)} += " + (IsPartial(j)
                ? $"{lanesType}.LoadPartial({Place(cRow, j)}, columns).Value;"
                : $"Vector{bits}.Load({Place(cRow, j)});")));
        }

        Line("    }");
        for (var i = 0; i < height; i++)
        {
            Line("    " + Each(vectors, j => IsPartial(j)
                ? $"new {lanesType}({Sum(0, i, j)}).StorePartial({Place("c", j)}, columns);"
                : $"{Sum(0, i, j)}.Store({Place("c", j)});") + (i + 1 < height ? " c += cRow;" : ""));
        }
    }
}
