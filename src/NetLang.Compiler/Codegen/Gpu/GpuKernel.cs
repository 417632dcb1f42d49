using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>An argument of a kernel, and the host's code for its value.</summary>
/// <param name="Comment">What it is; null where its name says it.</param>
internal sealed record GpuArgument(CsCode Type, CsName Name, CsCode Value, string? Comment);

/// <summary>
/// What the text of one kernel refers to. A kernel sees nothing but its arguments: its group's number, views of buffers,
/// symbols, host scalars (rounded by the host), and what random numbers start from.
/// </summary>
internal sealed class GpuKernel
{
    private readonly KernelProgram program;
    private readonly GpuLaunchNames host;
    private readonly Dictionary<string, CsName> symbols = [];
    private readonly Dictionary<int, CsName> buffers = [];
    private readonly Dictionary<(ElementType Type, int Scalar), CsName> scalars = [];
    private readonly List<GpuArgument> arguments = [];
    private readonly List<TableExpression> tables;

    /// <param name="allSymbols">The model's symbols, then those of loops.</param>
    /// <param name="host">Names in the method that launches it.</param>
    public GpuKernel(Kernel kernel, KernelProgram program, IReadOnlyList<string> allSymbols, GpuLaunchNames host)
    {
        Kernel = kernel;
        this.program = program;
        this.host = host;
        Expressions = new KernelExpressions(kernel);
        tables = [.. Expressions.All.OfType<TableExpression>()];
        (Group, Groups) = (Names.Unique("group"), Names.Unique("groups"));
        DeclareBuffers();
        DeclareSymbols(allSymbols);
        DeclareScalars();
        if (Expressions.All.OfType<RandomExpression>().Any())
        {
            Seed = Add(CsCode.Of($"ulong"), "seed", CsCode.Of($"frame.Seed"));
            Step = Add(CsCode.Of($"ulong"), "step", CsCode.Of($"frame.Step"));
        }
    }

    public Kernel Kernel { get; }

    public KernelExpressions Expressions { get; }

    public CsScope Names { get; } = new();

    public CsName Method => CsName.Of(Kernel.Name);

    public IReadOnlyList<GpuArgument> Arguments => arguments;

    public IReadOnlyList<TableExpression> Tables => tables;

    /// <summary>The number of the running group among those of this kernel.</summary>
    public CsName Group { get; }

    /// <summary>How many groups run this kernel.</summary>
    public CsName Groups { get; }

    /// <summary>What its random numbers start from.</summary>
    public CsName Seed { get; }

    /// <summary>The step that its random numbers belong to.</summary>
    public CsName Step { get; }

    public CsName Buffer(int buffer) => buffers[buffer];

    public ElementType TypeOf(int buffer) => program.Buffers[buffer].Type.Element;

    public string NameOf(int buffer) => program.Buffers[buffer].Name;

    /// <summary>The method that gives the elements of a table of constants.</summary>
    public CsName TableMethod(TableExpression table) => CsName.Of($"{Kernel.Name}_table{tables.IndexOf(table)}");

    public CsCode Scalar(HostScalarExpression scalar) => scalar.Type == ElementType.Bool
        ? CsCode.Of($"({scalars[(scalar.Type, scalar.Scalar)]} != 0)")
        : scalars[(scalar.Type, scalar.Scalar)];

    public CsCode Dim(Dim dim) => DimCode.Of(dim, symbol => symbols[symbol]);

    /// <summary>A dimension as the host computes it.</summary>
    public CsCode HostDim(Dim dim) => host.Dim(dim);

    public CsCode Affine(Dim offset, IEnumerable<(Dim Stride, CsCode Coordinate)> terms) =>
        DimCode.Affine(offset, terms, symbol => symbols[symbol]);

    /// <summary>An argument beyond those that follow from the kernel's expressions.</summary>
    public CsName Add(CsCode type, string name, CsCode value, string? comment = null)
    {
        var argument = new GpuArgument(type, Names.Unique(name), value, comment);
        arguments.Add(argument);
        return argument.Name;
    }

    private void DeclareBuffers()
    {
        var used = Kernel.Loads().Select(l => l.Buffer).Concat(Kernel.Outputs.Select(o => o.Buffer));
        foreach (var buffer in used.Distinct().Order())
        {
            var type = program.Buffers[buffer].Type;
            var isWritten = Kernel.Outputs.Any(o => o.Buffer == buffer);
            buffers[buffer] = Add(
                CsCode.Of($"ArrayView<{GpuTypes.InMemory(type.Element)}>"),
                NameOf(buffer),
                host.Buffer(buffer),
                isWritten ? $"{type}, written" : type.ToString());
        }
    }

    private void DeclareSymbols(IReadOnlyList<string> allSymbols)
    {
        var used = Expressions.Dims.SelectMany(d => d.Symbols).ToHashSet();
        foreach (var symbol in allSymbols.Where(used.Contains))
            symbols[symbol] = Add(CsCode.Of($"long"), symbol, host.Symbol(symbol));
    }

    private void DeclareScalars()
    {
        foreach (var scalar in Expressions.All.OfType<HostScalarExpression>())
        {
            if (scalars.ContainsKey((scalar.Type, scalar.Scalar)))
                continue;
            var value = CsCode.Of($"scalars[{scalar.Scalar}]");
            var name = $"scalar{scalar.Scalar}";
            // A bool is no blittable argument.
            var (type, rounded) = scalar.Type switch
            {
                ElementType.Bool => (CsCode.Of($"int"), CsCode.Of($"{value} != 0 ? 1 : 0")),
                ElementType.F64 => (CsCode.Of($"double"), value),
                var other => (GpuTypes.Local(other), CsCode.Of($"({GpuTypes.Local(other)}){value}")),
            };
            scalars[(scalar.Type, scalar.Scalar)] = Add(type, name, rounded, host.ScalarComment(scalar.Scalar));
        }
    }
}
