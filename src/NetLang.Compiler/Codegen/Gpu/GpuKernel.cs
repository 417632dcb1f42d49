using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>An argument of a kernel, and the host's code for its value.</summary>
internal sealed record GpuArgument(CsCode Type, CsName Name, CsCode Value);

/// <summary>
/// What the text of one kernel refers to. A kernel sees nothing but its arguments: views of buffers, symbols, host scalars
/// (rounded by the host), and what random numbers start from.
/// </summary>
internal sealed class GpuKernel
{
    private readonly KernelProgram program;
    private readonly Dictionary<string, CsName> symbols = [];
    private readonly Dictionary<int, CsName> buffers = [];
    private readonly Dictionary<(ElementType Type, int Scalar), CsName> scalars = [];
    private readonly List<GpuArgument> arguments = [];
    private readonly List<TableExpression> tables;

    /// <param name="modelSymbols">The model's symbols, in order.</param>
    public GpuKernel(Kernel kernel, KernelProgram program, IReadOnlyList<string> modelSymbols)
    {
        Kernel = kernel;
        this.program = program;
        Expressions = new KernelExpressions(kernel);
        tables = [.. Expressions.All.OfType<TableExpression>()];
        foreach (var type in (string[])["Group", "Grid", "SharedMemory", "Dimensions", "GroupReduce", "GpuMath", "GpuRandom", "GpuLimits", "Sum", "Product", "Max", "Min"])
            Names.Unique(type);
        DeclareBuffers();
        DeclareSymbols(modelSymbols);
        DeclareScalars();
    }

    public Kernel Kernel { get; }

    public KernelExpressions Expressions { get; }

    public CsScope Names { get; } = new();

    public CsName Method => CsName.Of(Kernel.Name);

    public IReadOnlyList<GpuArgument> Arguments => arguments;

    public IReadOnlyList<TableExpression> Tables => tables;

    public CsName Buffer(int buffer) => buffers[buffer];

    public ElementType TypeOf(int buffer) => program.Buffers[buffer].Type.Element;

    public string NameOf(int buffer) => program.Buffers[buffer].Name;

    /// <summary>The method that gives the elements of a table of constants.</summary>
    public CsName TableMethod(TableExpression table) => CsName.Of($"{Kernel.Name}_table{tables.IndexOf(table)}");

    public CsCode Scalar(HostScalarExpression scalar) => scalar.Type == ElementType.Bool
        ? CsCode.Of($"({scalars[(scalar.Type, scalar.Scalar)]} != 0)")
        : scalars[(scalar.Type, scalar.Scalar)];

    public CsCode Dim(Dim dim) => DimCode.Of(dim, symbol => symbols[symbol]);

    public CsCode Affine(Dim offset, IEnumerable<(Dim Stride, CsCode Coordinate)> terms) =>
        DimCode.Affine(offset, terms, symbol => symbols[symbol]);

    /// <summary>An argument beyond those that follow from the kernel's expressions.</summary>
    public CsName Add(CsCode type, string name, CsCode value)
    {
        var argument = new GpuArgument(type, Names.Unique(name), value);
        arguments.Add(argument);
        return argument.Name;
    }

    private void DeclareBuffers()
    {
        var used = Kernel.Loads().Select(l => l.Buffer).Concat(Kernel.Outputs.Select(o => o.Buffer));
        foreach (var buffer in used.Distinct().Order())
        {
            var type = GpuTypes.InMemory(TypeOf(buffer));
            buffers[buffer] = Add(CsCode.Of($"ArrayView<{type}>"), NameOf(buffer), CsCode.Of($"frame.View<{type}>({buffer})"));
        }
    }

    private void DeclareSymbols(IReadOnlyList<string> modelSymbols)
    {
        var used = Expressions.Dims.SelectMany(d => d.Symbols).ToHashSet();
        foreach (var (index, symbol) in modelSymbols.Index().Where(s => used.Contains(s.Item)))
            symbols[symbol] = Add(CsCode.Of($"long"), symbol, CsCode.Of($"frame.Symbols[{index}]"));
    }

    private void DeclareScalars()
    {
        foreach (var scalar in Expressions.All.OfType<HostScalarExpression>())
        {
            if (scalars.ContainsKey((scalar.Type, scalar.Scalar)))
                continue;
            var value = CsCode.Of($"scalars[{scalar.Scalar}]");
            // A bool is no blittable argument.
            scalars[(scalar.Type, scalar.Scalar)] = scalar.Type switch
            {
                ElementType.Bool => Add(CsCode.Of($"int"), "scalar", CsCode.Of($"{value} != 0 ? 1 : 0")),
                ElementType.F64 => Add(CsCode.Of($"double"), "scalar", value),
                _ => Add(GpuTypes.Local(scalar.Type), "scalar", CsCode.Of($"({GpuTypes.Local(scalar.Type)}){value}")),
            };
        }

        if (!Expressions.All.OfType<RandomExpression>().Any())
            return;
        Add(CsCode.Of($"ulong"), "seed", CsCode.Of($"frame.Seed"));
        Add(CsCode.Of($"ulong"), "step", CsCode.Of($"frame.Step"));
    }
}
