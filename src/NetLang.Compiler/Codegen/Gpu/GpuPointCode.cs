using NetLang.Compiler.Kernels;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>The computation of a kernel at the point of one lane.</summary>
/// <param name="names">Of a method that the kernel calls; null in the kernel itself.</param>
internal sealed class GpuPointCode(GpuKernel kernel, LoopDomain domain, CsWriter writer, CsScope? names = null)
    : ExpressionCode(kernel.Expressions, domain, kernel.Dim, names ?? kernel.Names, writer)
{
    private CsCode? root;

    public GpuKernel Kernel => kernel;

    protected override ulong Known => root is null ? base.Known : base.Known | RootBit;

    /// <summary>The structured root's result at this point.</summary>
    public void BindRoot(CsCode value) => root = value;

    /// <summary>The coordinate along an axis that is bound.</summary>
    public CsCode At(int axis) => Coordinates[axis];

    /// <summary>The code of a value that is known here.</summary>
    public void Set(ScalarExpression expression, CsCode code) => Innermost.Set(expression, code);

    public void Store(IEnumerable<KernelOutput> outputs)
    {
        // All values before the first store: an output may lie where another one's operands do.
        var stores = outputs.Select(o => (Output: o, Value: Named(o.Value, "result"))).ToList();
        foreach (var (output, value) in stores)
        {
            var stored = GpuTypes.Store(kernel.TypeOf(output.Buffer), value).Bare;
            Writer.Line($"{Element(output.Buffer, output.Map)} = {stored};");
        }
    }

    /// <summary>The element that an index names.</summary>
    public CsCode ElementAt(int buffer, IndexMap map, IndexTerm index, CsCode place)
    {
        var start = DimCode.Factor(Place(map));
        return CsCode.Of($"{kernel.Buffer(buffer)}[{start} + ((long){place} * {Extent(index.Stride)})]");
    }

    protected override string BufferName(int buffer) => kernel.NameOf(buffer);

    protected override bool Repeats(ApplyExpression apply, int operand)
    {
        var hole = CsCode.Of($"{{{operand}}}").Text;
        var template = apply.Op.GpuExpression(apply.Node);
        return template.IndexOf(hole, StringComparison.Ordinal) != template.LastIndexOf(hole, StringComparison.Ordinal);
    }

    protected override CsCode Apply(ApplyExpression apply, IReadOnlyList<CsCode> operands) =>
        CsCode.FromTemplate(apply.Op.GpuExpression(apply.Node), operands);

    protected override CsCode Leaf(ScalarExpression leaf) => leaf switch
    {
        LoadExpression { Index: { } index } load => Load(load, index),
        LoadExpression load => GpuTypes.Load(load.Type, Element(load.Buffer, load.Map)),
        TableExpression table => CsCode.Of($"{kernel.TableMethod(table)}({Place(table.Map)})"),
        ConstantExpression constant => GpuTypes.Literal(constant.Type, constant.Value),
        HostScalarExpression host => kernel.Scalar(host),
        IndexExpression index => CsCode.Of($"({GpuTypes.Local(index.Type)}){DimCode.Factor(Place(index.Map))}"),
        RandomExpression random => Random(random),
        RootExpression => root!.Value,
        _ => throw new InvalidOperationException($"no code for {leaf.GetType().Name}"),
    };

    /// <summary>A buffer's element at this point.</summary>
    public CsCode Element(int buffer, IndexMap map) => CsCode.Of($"{kernel.Buffer(buffer)}[{Place(map)}]");

    private CsCode Load(LoadExpression load, IndexTerm index)
    {
        var place = Named(index.Value, "index");
        var element = GpuTypes.Load(load.Type, ElementAt(load.Buffer, load.Map, index, place));
        return CsCode.Of($"({IsInside(index, place)} ? {element} : {GpuTypes.Literal(load.Type, 0)})");
    }

    private CsCode Random(RandomExpression random)
    {
        var name = CsName.Of((random.Normal ? "Normal" : "Uniform") + (random.Type == ElementType.F64 ? "64" : "32"));
        var start = CsCode.Of($"{kernel.Seed}, {kernel.Step}, {CsLiteral.Of(random.Key)}");
        return CsCode.Of($"GpuRandom.{name}({start}, {Place(random.Map)})");
    }

    private CsCode IsInside(IndexTerm index, CsCode place) => CsCode.Of($"{place} >= 0 && {place} < {Extent(index.Extent)}");

    /// <summary>A map's value at this point.</summary>
    private CsCode Place(IndexMap original)
    {
        var map = Domain.Collapse(original);
        return kernel.Affine(
            map.Offset, map.Strides.Index().Where(s => !s.Item.IsZero).Select(s => (s.Item, Coordinates[s.Index])));
    }
}
