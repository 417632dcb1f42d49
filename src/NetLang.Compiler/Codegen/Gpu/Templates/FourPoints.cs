using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// Elementwise kernels in which four neighbouring points have their elements side by side, at places that are a multiple
/// of four: a lane loads and stores four at a time. That is what memory gives most with.
/// </summary>
internal sealed class FourPoints
{
    private const int Four = 4;

    private static readonly string[] Numerals = ["first", "second", "third", "fourth"];

    private readonly GpuKernel kernel;
    private readonly LoopDomain domain;
    private readonly LoopDomain fours;
    private readonly PointMethod method;

    private FourPoints(GpuKernel kernel, LoopDomain domain)
    {
        this.kernel = kernel;
        this.domain = domain;
        fours = domain.Grouped(Four);
        method = new PointMethod(kernel);
    }

    /// <summary>Groups of four.</summary>
    public Dim Count => fours.Extents.Aggregate(Dim.One, (product, extent) => product * extent);

    private int Innermost => domain.Rank - 1;

    private Dim Rest => Dim.Remainder(domain.Extents[Innermost], Four);

    /// <summary>The way to visit a kernel's points by fours; null where they do not lie so.</summary>
    public static FourPoints? Of(GpuKernel kernel, LoopDomain domain)
    {
        var innermost = domain.Extents[^1];
        var isWhole = IsMultiple(innermost) || (domain.Rank == 1 && !(innermost.IsConstant && innermost.ConstantValue < Four));
        var elements = kernel.Expressions.All.OfType<LoadExpression>().Select(l => l.Map)
            .Concat(kernel.Kernel.Outputs.Select(o => o.Map));
        // Random numbers take longer than memory does, and their code is long. What an index names may lie anywhere.
        var isOther = kernel.Expressions.All.Any(e => e is RandomExpression or LoadExpression { Index: not null });
        return isWhole && !isOther && elements.All(m => IsFixed(domain, m) || IsAligned(domain, m))
            ? new(kernel, domain)
            : null;
    }

    public void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(kernel, fours, writer);
        var views = new Dictionary<int, CsName>();
        var loads = method.Leaves.OfType<LoadExpression>().Where(l => !IsFixed(domain, l.Map)).ToList();
        foreach (var buffer in loads.Select(l => l.Buffer).Concat(kernel.Kernel.Outputs.Select(o => o.Buffer)).Distinct())
        {
            views[buffer] = point.Local(kernel.NameOf(buffer) + "_fours");
            var type = GpuTypes.InMemory(kernel.TypeOf(buffer));
            writer.Line($"var {views[buffer]} = {kernel.Buffer(buffer)}.Cast<Four<{type}>>();");
        }

        GpuLoops.Points(point, [.. Enumerable.Range(0, fours.Rank)], Count, () => EmitFour(point, views), "four");
        if (!Rest.IsZero)
            EmitRest(writer);
    }

    /// <summary>The method that <see cref="EmitBody"/> calls for each point.</summary>
    public void EmitMethod(CsWriter writer) => method.Emit(writer, domain);

    private void EmitFour(GpuPointCode point, IReadOnlyDictionary<int, CsName> views)
    {
        var writer = point.Writer;
        CsCode Place(int buffer, IndexMap map) => CsCode.Of($"{views[buffer]}[{PlaceOf(point, map)}]");
        var leaves = new Dictionary<ScalarExpression, CsCode>(ReferenceEqualityComparer.Instance);
        foreach (var load in method.Leaves.OfType<LoadExpression>().Where(l => !IsFixed(domain, l.Map)))
        {
            var name = point.Local(kernel.NameOf(load.Buffer) + "_v");
            writer.Line($"var {name} = {Place(load.Buffer, load.Map)};");
            leaves[load] = name;
        }

        foreach (var leaf in method.Leaves.Where(l => !leaves.ContainsKey(l) && !point.Varies(l, Innermost)))
            leaves[leaf] = point.Value(leaf);
        var results = new List<IReadOnlyList<CsCode>>();
        var four = point.At(Innermost);
        for (var number = 0; number < Four; number++)
        {
            using var scope = point.Scope(isBlock: false);
            point.Bind(Innermost, CsCode.Of($"({four} * {Four} + {number})"));
            var arguments = method.Leaves.Select(leaf => (leaf, leaves.TryGetValue(leaf, out var code)) switch
            {
                (LoadExpression load, true) when point.Varies(load, Innermost) =>
                    GpuTypes.Load(load.Type, CsCode.Of($"{code}.{CsName.Of(((char)('A' + number)).ToString())}")),
                (_, true) => code,
                _ => point.Value(leaf),
            });
            results.Add(method.Call(point, [.. arguments], Numerals[number]));
        }

        point.Bind(Innermost, four);
        foreach (var (number, output) in kernel.Kernel.Outputs.Index())
            writer.Line($"{Place(output.Buffer, output.Map)} = new({CsCode.Join(", ", results.Select(r => r[number].Bare))});");
    }

    /// <summary>Up to three points behind the last four.</summary>
    private void EmitRest(CsWriter writer)
    {
        var point = new GpuPointCode(kernel, domain, writer);
        var last = point.Local("last");
        var whole = domain.Extents[Innermost] - Rest;
        writer.Line($"var {last} = {kernel.Dim(whole)} + {GpuLoops.FirstLane(kernel)};");
        using var rest = writer.Open($"if ({last} < {kernel.Dim(domain.Extents[Innermost])})");
        using var scope = point.Scope();
        point.Bind(Innermost, last);
        var results = method.Call(point, [.. method.Leaves.Select(point.Value)], "result");
        foreach (var (output, result) in kernel.Kernel.Outputs.Zip(results))
            writer.Line($"{point.Element(output.Buffer, output.Map)} = {result.Bare};");
    }

    /// <summary>The number of a map's four among all of the buffer.</summary>
    private CsCode PlaceOf(GpuPointCode point, IndexMap original)
    {
        var map = domain.Collapse(original);
        var strides = map.Strides.Index().Select(s => (s.Index == Innermost ? s.Item : Quarter(s.Item), point.At(s.Index)));
        return kernel.Affine(Quarter(map.Offset), strides);
    }

    private static Dim Quarter(Dim dim) => Dim.FloorDivide(dim, Four);

    private static bool IsFixed(LoopDomain domain, IndexMap map) => domain.Collapse(map).Strides[^1].IsZero;

    private static bool IsAligned(LoopDomain domain, IndexMap original)
    {
        var map = domain.Collapse(original);
        return map.Strides[^1].IsOne && map.Strides.SkipLast(1).Append(map.Offset).All(IsMultiple);
    }

    private static bool IsMultiple(Dim dim) => dim.Terms.All(t => t.Coefficient % Four == 0);
}
