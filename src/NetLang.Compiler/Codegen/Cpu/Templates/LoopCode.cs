namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>The loops that templates are made of.</summary>
internal static class LoopCode
{
    /// <summary>The widest vector of the narrowest lanes: what divides by it has no partial vector in any width.</summary>
    private const long MostLanes = 16;

    /// <summary>The items of the tile: <c>for (var i = first; i &lt; last; i++)</c> over the product of some axes.</summary>
    public static void TileRows(PointCode point, IReadOnlyList<int> axes, Tiling tiling, Action body)
    {
        var writer = point.Writer;
        using var scope = point.Scope(isBlock: false);
        if (tiling.Items.IsOne)
        {
            foreach (var axis in axes)
                point.Bind(axis, CsCode.Of($"0"));
            body();
            return;
        }

        var (first, last) = TileRange(point, tiling);
        var row = point.Local("i");
        using (writer.Open($"for (var {row} = {first}; {row} < {last}; {row}++)"))
        {
            using var inner = point.Scope();
            point.BindAll(axes, row);
            body();
        }
    }

    /// <summary>Locals for the first item of the tile and the one behind its last.</summary>
    public static (CsName First, CsName Last) TileRange(PointCode point, Tiling tiling)
    {
        var first = point.Local("first");
        var last = point.Local("last");
        var perTile = tiling.PerTile(point.Kernel.Dim);
        point.Writer.Line($"var {first} = {DimCode.Factor(tiling.Number)} * {perTile};");
        point.Writer.Line($"var {last} = Math.Min({first} + {perTile}, {point.Kernel.Dim(tiling.Items)});");
        return (first, last);
    }

    /// <summary>All of an axis, in vectors.</summary>
    public static void Vectors(PointCode point, int axis, Action body) =>
        Vectors(point, axis, CsCode.Of($"0L"), point.Extent(point.Domain.Extents[axis]), body);

    /// <summary>
    /// A part of an axis: whole vectors, then one of the lanes that are left, by the same code; where one vector may take
    /// all, a loop over what is left alone: the JIT compiler inlines in each copy of the code, and only so much in a method.
    /// </summary>
    /// <param name="endsAnywhere">Whether the part may end within a vector although the axis does not.</param>
    public static void Vectors(PointCode point, int axis, CsCode start, CsCode end, Action body, bool endsAnywhere = false)
    {
        var writer = point.Writer;
        var lanes = point.Kernel.Lanes.Count;
        var extent = point.Domain.Extents[axis];
        if (extent.IsOne)
        {
            Lanes(point, axis, CsCode.Of($"0"), CsCode.Of($"1"), body, isBlock: false);
            return;
        }

        var place = point.Local("j");
        if (extent.IsConstant && extent.ConstantValue < MostLanes)
        {
            using (writer.Open($"for (var {place} = {start}; {place} < {end}; {place} += {lanes})"))
                Rest(point, axis, place, CsCode.Of($"Math.Min({end} - {place}, {lanes})"), body);
            return;
        }

        writer.Line($"var {place} = {start};");
        using (writer.Open($"for (; {place} <= {end} - {lanes}; {place} += {lanes})"))
            Lanes(point, axis, place, null, body);
        if (!endsAnywhere && extent.IsConstant && extent.ConstantValue % MostLanes == 0)
            return; // no vector has a remainder
        using (writer.Open($"if ({place} < {end})"))
            Rest(point, axis, place, CsCode.Of($"({end} - {place})"), body);
    }

    private static void Rest(PointCode point, int axis, CsCode place, CsCode lanes, Action body)
    {
        using var scope = point.Scope();
        var count = point.Local("count");
        point.Writer.Line($"var {count} = (nint){lanes};");
        Lanes(point, axis, place, count, body);
    }

    private static void Lanes(PointCode point, int axis, CsCode place, CsCode? count, Action body, bool isBlock = true)
    {
        using var scope = point.Scope(isBlock);
        point.BindVector(axis, place, count);
        body();
    }
}
