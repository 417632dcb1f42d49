using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>The names in the method that launches a program's kernels: of symbols, and of views of buffers.</summary>
internal sealed class GpuLaunchNames
{
    private readonly CsScope scope = ProgramCode.HostScope();
    private readonly Dictionary<string, CsName> symbols;
    private readonly List<CsName> buffers;
    private readonly IReadOnlyList<string> scalarComments;

    public GpuLaunchNames(KernelProgram program, IEnumerable<string> symbols)
    {
        this.symbols = symbols.ToDictionary(symbol => symbol, scope.Unique);
        buffers = [.. program.Buffers.Select(b => scope.Unique(b.Name))];
        scalarComments = HostScalarCode.Comments(program);
    }

    public CsName Symbol(string symbol) => symbols[symbol];

    public CsName Buffer(int buffer) => buffers[buffer];

    /// <summary>What a host scalar is, for readers.</summary>
    public string ScalarComment(int scalar) => scalarComments[scalar];

    public CsName Local(string wish) => scope.Unique(wish);

    public CsCode Dim(Dim dim) => DimCode.Of(dim, symbol => Symbol(symbol));

    public CsCode Affine(Dim offset, IEnumerable<(Dim Stride, CsCode Coordinate)> terms) =>
        DimCode.Affine(offset, terms, symbol => Symbol(symbol));
}
