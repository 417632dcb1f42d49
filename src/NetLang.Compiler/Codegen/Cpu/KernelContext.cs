using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>What the text of one kernel method refers to: names for symbols and buffers, its lanes, its expressions.</summary>
internal sealed class KernelContext
{
    private readonly KernelProgram program;
    private readonly IReadOnlyList<string> symbols;
    private readonly Dictionary<string, CsName> symbolNames = [];
    private readonly OrderedDictionary<int, CsName> bufferNames = [];
    private readonly KernelArguments arguments;
    private readonly List<TableExpression> tables;

    /// <param name="symbols">The model's symbols, in order.</param>
    /// <param name="shared">The name of the method that the kernel shares with others; null where it has its own.</param>
    public KernelContext(Kernel kernel, KernelProgram program, IReadOnlyList<string> symbols, bool isChecked, CsName? shared = null)
    {
        Kernel = kernel;
        this.program = program;
        this.symbols = symbols;
        IsChecked = isChecked;
        Expressions = new KernelExpressions(kernel);
        arguments = new KernelArguments(kernel, Expressions);
        IsShared = shared is not null;
        Method = shared ?? CsName.Of(kernel.Name);
        Lanes = KernelLanes.Of(Expressions);
        foreach (var reserved in (string[])["frame", "lanes", "places", "tile", "thread", "tiles", "batch", "problem", "F", "I", "D", "L", "H", "J", "C"])
            Names.Unique(reserved);
        foreach (var symbol in SymbolsOf(kernel))
            symbolNames[symbol] = Names.Unique(symbol);
        foreach (var buffer in arguments.Buffers)
            bufferNames[buffer] = Names.Unique(BufferOf(buffer).Name);
        tables = [.. Expressions.All.OfType<TableExpression>()];
        foreach (var number in Enumerable.Range(program.Buffers.Length, tables.Count))
            bufferNames[number] = Names.Unique("table");
    }

    public Kernel Kernel { get; }

    /// <summary>Whether the method is that of several kernels.</summary>
    public bool IsShared { get; }

    /// <summary>The kernel's method, and what the names of further methods begin with.</summary>
    public CsName Method { get; }

    public KernelExpressions Expressions { get; }

    public KernelLanes Lanes { get; }

    public bool IsChecked { get; }

    public CsScope Names { get; } = new();

    private IEnumerable<LoadExpression> Loads => Expressions.All.OfType<LoadExpression>().Concat(Expressions.Operands);

    public static CsCode PointerType(ElementType type) => type switch
    {
        ElementType.F32 => CsCode.Of($"float"),
        ElementType.F64 => CsCode.Of($"double"),
        ElementType.I32 => CsCode.Of($"int"),
        ElementType.I64 => CsCode.Of($"long"),
        ElementType.F16 or ElementType.BF16 => CsCode.Of($"ushort"),
        _ => CsCode.Of($"byte"),
    };

    /// <summary>A buffer of the program; numbers beyond those are the kernel's own tables of constants.</summary>
    public KernelBuffer BufferOf(int buffer)
    {
        if (!IsTable(buffer))
            return program.Buffers[buffer] is var own && IsShared ? own with { Name = CommonName(own.Name) } : own;
        var table = tables[buffer - program.Buffers.Length];
        return new(buffer, "table", new(table.Type, Shape.Of(table.Values.Length)), BufferRole.Arena, -1);
    }

    /// <summary>
    /// Whether what a thread has packed of a buffer is of value in all steps of the kernel's innermost loop: no kernel there
    /// writes the buffer, and none but products writes to the scratch of threads.
    /// </summary>
    public bool KeepsInLoop(int buffer)
    {
        var number = program.Kernels.Index().First(k => k.Item.Name == Kernel.Name).Index;
        return program.Loops.LastOrDefault(l => l.First <= number && number <= l.Last) is { } loop
            && program.Kernels[loop.First..(loop.Last + 1)].All(k => LeavesScratch(k) && k.Outputs.All(o => o.Buffer != buffer));
    }

    private static bool LeavesScratch(Kernel kernel) => kernel.Class == KernelClass.Map || kernel.Root?.Root is GemmRoot
        || (kernel.Class == KernelClass.RowReduction && kernel.ParallelRank > 0);

    public int NumberOf(TableExpression table) => program.Buffers.Length + tables.IndexOf(table);

    public CsName Buffer(int buffer) => bufferNames[buffer];

    /// <summary>The key of some random numbers.</summary>
    public CsCode Key(RandomExpression random) =>
        IsShared ? CsCode.Of($"frame->Keys[{arguments.Keys.IndexOf(random.Key)}]") : CsCode.Of($"{CsLiteral.Of(random.Key)}");

    /// <summary>Calls a shared method from that of this kernel.</summary>
    public void EmitCall(CsWriter writer, CsName method, CsName shared) => arguments.EmitCall(writer, method, shared);

    public CsCode Dim(Dim dim) => DimCode.Of(dim, symbol => symbolNames[symbol]);

    /// <summary>A dimension as a factor of a product.</summary>
    public CsCode Factor(Dim dim) => DimCode.Factor(Dim(dim));

    public CsCode Affine(Dim offset, IEnumerable<(Dim Stride, CsCode Coordinate)> terms) =>
        DimCode.Affine(offset, terms, symbol => symbolNames[symbol]);

    /// <summary>The buffers that are read or written at points of the domain, and tables.</summary>
    public IEnumerable<int> PointBuffers => Expressions.All.OfType<LoadExpression>().Select(l => l.Buffer)
        .Concat(Kernel.Outputs.Select(o => o.Buffer))
        .Concat(bufferNames.Keys.Where(IsTable));

    /// <summary>Locals for the symbols that the kernel uses, and for some of its buffers.</summary>
    public void DeclareLocals(CsWriter writer, IEnumerable<int> buffers)
    {
        var used = buffers.ToHashSet();
        foreach (var (symbol, name) in symbolNames.OrderBy(s => Index(s.Key)))
            writer.Line($"var {name} = frame->Symbols[{Index(symbol)}];");
        foreach (var (buffer, name) in bufferNames.Where(b => used.Contains(b.Key)))
        {
            if (IsTable(buffer))
            {
                TableCode.Declare(writer, name, tables[buffer - program.Buffers.Length]);
                continue;
            }

            var type = BufferOf(buffer).Type;
            var number = IsShared ? arguments.Buffers.IndexOf(buffer) : buffer;
            writer.Line($"var {name} = ({PointerType(type.Element)}*)frame->Buffers[{number}];", type.ToString());
        }

        var isIndexed = Loads.Any(l => l.Index is not null) || Kernel.Outputs.Any(o => o.Index is not null);
        if (isIndexed || used.Any(b => BufferOf(b).Type.Element is ElementType.U8 or ElementType.Bool))
            writer.Line($"var lanes = stackalloc byte[64];");
        if (isIndexed)
            writer.Line($"var places = stackalloc byte[64];");
    }

    // The same for `layers.0.linear1.weight` and `layers.1.linear1.weight`, matmul3 and matmul17.
    private static string CommonName(string name) =>
        (name[..(name.IndexOf('/') + 1)] + name[(name.LastIndexOf('.') + 1)..]).TrimEnd("0123456789".ToCharArray());

    private bool IsTable(int buffer) => buffer >= program.Buffers.Length;

    private int Index(string symbol) => symbols.ToList().IndexOf(symbol);

    private IEnumerable<string> SymbolsOf(Kernel kernel) =>
        Expressions.Dims
            .Concat(IsChecked ? Loads.Select(l => l.Buffer).Concat(kernel.Outputs.Select(o => o.Buffer)).Select(b => BufferOf(b).Length) : [])
            .SelectMany(d => d.Symbols)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
}
