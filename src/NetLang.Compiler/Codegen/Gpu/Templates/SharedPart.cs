using NetLang.Compiler.IR;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>A part of a product's operand in shared memory: of some steps along k, what belongs to one step together.</summary>
/// <param name="edge">The rows or columns of the tile that it is for.</param>
/// <param name="pitch">From a step to the next.</param>
internal sealed class SharedPart(GpuPointCode point, CsName shared, TileEdge edge, CsName pitch)
{
    public SharedPart(GpuPointCode point, CsName shared, TileEdge edge)
        : this(point, shared, edge, edge.Length)
    {
    }

    /// <summary>
    /// Copies it, with zeros beyond the operand's ends. Neighbouring lanes copy neighbouring elements: along k where the
    /// operand has that innermost.
    /// </summary>
    /// <param name="first">Of the operand's rows or columns, the tile's first.</param>
    /// <param name="extent">How many of these there are.</param>
    /// <param name="start">The first step.</param>
    /// <param name="depth">How many steps there are.</param>
    /// <param name="steps">How many are copied.</param>
    public void Copy(ProductOperand operand, CsName first, Dim extent, CsName start, Dim depth, CsCode steps)
    {
        var writer = point.Writer;
        using var scope = point.Scope();
        var element = point.Local("e");
        using var loop = writer.Open(
            $"for (var {element} = Group.IdxX; {element} < {edge.Length} * {steps}; {element} += Group.DimX)");
        var (at, depthAt, place, k) = (point.Local("at"), point.Local("kAt"), point.Local("place"), point.Local("k"));
        var (inner, outer, length) = operand.IsInnermostAlongDepth ? (depthAt, at, steps) : (at, depthAt, edge.Length);
        writer.Line($"var {inner} = {element} % {length};");
        writer.Line($"var {outer} = {element} / {length};");
        writer.Line($"var {place} = {first} + {at};");
        writer.Line($"var {k} = {start} + {depthAt};");
        var (value, condition) = operand.Element(point, place, k);
        var isInside = CsCode.Of($"{place} < {point.Extent(extent)} && {k} < {point.Extent(depth)}{condition}");
        writer.Line($"{shared}[{depthAt} * {pitch} + {at}] = {isInside} ? {value} : {GpuTypes.Literal(operand.Load.Type, 0)};");
    }

    /// <summary>Reads what a step has for the lane.</summary>
    public IReadOnlyList<CsName> Values(string wish, CsCode k)
    {
        var names = Enumerable.Range(0, edge.Own).Select(number => point.Local($"{wish}{number}")).ToList();
        foreach (var (number, name) in names.Index())
        {
            var distance = number == 0 ? CsCode.Empty
                : number == 1 ? CsCode.Of($" + {edge.Lanes}") : CsCode.Of($" + {number} * {edge.Lanes}");
            point.Writer.Line($"var {name} = {shared}[{DimCode.Factor(k)} * {pitch} + {edge.Lane}{distance}];");
        }

        return names;
    }

    /// <summary>Adds to the lane's sums, row by row, what a step makes of the values of both operands.</summary>
    public static void MultiplyAdd(
        CsWriter writer, IReadOnlyList<CsName> sums, IReadOnlyList<CsName> left, IReadOnlyList<CsName> right)
    {
        foreach (var (row, a) in left.Index())
        {
            foreach (var (column, b) in right.Index())
                writer.Line($"{sums[(row * right.Count) + column]} += {a} * {b};");
        }
    }
}
