using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>What the text of one kernel method refers to: names for symbols and buffers, its lanes, its expressions.</summary>
internal sealed class KernelContext
{
    private readonly KernelProgram program;
    private readonly IReadOnlyList<string> symbols;
    private readonly Dictionary<string, CsName> symbolNames = [];
    private readonly SortedDictionary<int, CsName> bufferNames = [];
    private readonly List<TableExpression> tables;

    /// <param name="symbols">The model's symbols, in order.</param>
    public KernelContext(Kernel kernel, KernelProgram program, IReadOnlyList<string> symbols, bool isChecked)
    {
        Kernel = kernel;
        this.program = program;
        this.symbols = symbols;
        IsChecked = isChecked;
        Expressions = new KernelExpressions(kernel);
        Lanes = KernelLanes.Of(Expressions);
        foreach (var reserved in (string[])["frame", "tile", "thread", "tiles", "product", "problem", "F", "I", "D", "L", "H", "J", "C"])
            Names.Unique(reserved);
        foreach (var symbol in SymbolsOf(kernel))
            symbolNames[symbol] = Names.Unique(symbol);
        foreach (var buffer in Loads.Select(l => l.Buffer).Concat(kernel.Outputs.Select(o => o.Buffer)).Distinct().Order())
            bufferNames[buffer] = Names.Unique(BufferOf(buffer).Name);
        tables = [.. Expressions.All.OfType<TableExpression>()];
        foreach (var number in Enumerable.Range(program.Buffers.Length, tables.Count))
            bufferNames[number] = Names.Unique("table");
    }

    public Kernel Kernel { get; }

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
        if (buffer < program.Buffers.Length)
            return program.Buffers[buffer];
        var table = tables[buffer - program.Buffers.Length];
        return new(buffer, "table", new(table.Type, Shape.Of(table.Values.Length)), BufferRole.Arena, -1);
    }

    public int NumberOf(TableExpression table) => program.Buffers.Length + tables.IndexOf(table);

    public CsName Buffer(int buffer) => bufferNames[buffer];

    public CsCode Dim(Dim dim) => DimCode.Of(dim, symbol => symbolNames[symbol]);

    /// <summary>A dimension as a factor of a product.</summary>
    public CsCode Factor(Dim dim) => DimCode.Factor(Dim(dim));

    public CsCode Affine(Dim offset, IEnumerable<(Dim Stride, CsCode Coordinate)> terms) =>
        DimCode.Affine(offset, terms, symbol => symbolNames[symbol]);

    /// <summary>Locals for the symbols and buffers that the kernel uses.</summary>
    public void DeclareLocals(CsWriter writer)
    {
        foreach (var (symbol, name) in symbolNames.OrderBy(s => Index(s.Key)))
            writer.Line($"var {name} = frame->Symbols[{Index(symbol)}];");
        foreach (var (number, table) in tables.Index())
            TableCode.Declare(writer, bufferNames[program.Buffers.Length + number], table);
        foreach (var (buffer, name) in bufferNames.Where(b => b.Key < program.Buffers.Length))
            writer.Line($"var {name} = ({PointerType(BufferOf(buffer).Type.Element)}*)frame->Buffers[{buffer}];");
    }

    private int Index(string symbol) => symbols.ToList().IndexOf(symbol);

    private IEnumerable<string> SymbolsOf(Kernel kernel) =>
        Expressions.Dims
            .Concat(Loads.SelectMany(l => l.Map.Strides.Append(l.Map.Offset)))
            .Concat(IsChecked ? Loads.Select(l => l.Buffer).Concat(kernel.Outputs.Select(o => o.Buffer)).Select(b => BufferOf(b).Type.Shape.Size) : [])
            .SelectMany(d => d.Symbols)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
}
