using NetLang.Compiler.IR;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// The loops that share work out: each starts at an own index and goes on by the number of all that share it.
/// </summary>
internal static class GpuLoops
{
    /// <summary>Every lane of the grid takes points.</summary>
    /// <param name="name">What a point is called.</param>
    public static void Points(
        GpuPointCode point, IReadOnlyList<int> axes, Dim count, Action body, string name = "point") => Strided(
        point,
        axes,
        count,
        name,
        FirstLane(point.Kernel),
        AllLanes(point.Kernel),
        body);

    /// <summary>The lane's number among all of the kernel.</summary>
    public static CsCode FirstLane(GpuKernel kernel) => CsCode.Of($"(long){kernel.Group} * Group.DimX + Group.IdxX");

    /// <summary>How many lanes run the kernel.</summary>
    public static CsCode AllLanes(GpuKernel kernel) => CsCode.Of($"(long){kernel.Groups} * Group.DimX");

    /// <summary>Every group takes rows, all of its lanes together.</summary>
    public static void Rows(GpuPointCode point, IReadOnlyList<int> axes, Dim count, Action body) => Strided(
        point, axes, count, "row", CsCode.Of($"(long){point.Kernel.Group}"), point.Kernel.Groups, body);

    /// <summary>Lanes of a group share out the elements of a row or a column.</summary>
    /// <param name="first">The lane's first.</param>
    /// <param name="step">How many lanes share them.</param>
    public static void Elements(
        GpuPointCode point, IReadOnlyList<int> axes, Dim count, CsCode first, CsCode step, Action body) =>
        Strided(point, axes, count, "j", first, step, body);

    private static void Strided(
        GpuPointCode point, IReadOnlyList<int> axes, Dim count, string name, CsCode first, CsCode step, Action body)
    {
        using var scope = point.Scope();
        var index = point.Local(name);
        using var loop = point.Writer.Open(
            $"for (var {index} = {first}; {index} < {point.Kernel.Dim(count)}; {index} += {step})");
        point.BindAll(axes, index);
        body();
    }
}
