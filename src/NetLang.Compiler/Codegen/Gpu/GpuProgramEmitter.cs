using System.Collections.Immutable;
using NetLang.Compiler.Codegen.Gpu.Explanation;
using NetLang.Compiler.Codegen.Gpu.Templates;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Kernels.Scheduling;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>
/// Writes one program as a class for GPUs: its description, its memory plan, the order of its launches, and its
/// kernels as static methods.
/// </summary>
public sealed class GpuProgramEmitter
{
    private readonly CsName name;
    private readonly KernelProgram program;
    private readonly ImmutableArray<string> symbols;
    private readonly IReadOnlyDictionary<string, long> indexBounds;
    private readonly GpuLaunchNames names;
    private readonly List<(GpuKernel Kernel, GpuTemplate Template)> kernels;
    private readonly List<GpuLaunch> launches = [];
    private readonly Dictionary<GpuKernel, BlasCall> products = [];

    /// <param name="symbols">The model's symbols, in order.</param>
    /// <param name="indexBounds">By name of the input: one more than the largest index that it may hold.</param>
    public GpuProgramEmitter(
        CsName name,
        KernelProgram program,
        ImmutableArray<string> symbols,
        IReadOnlyDictionary<string, long> indexBounds)
    {
        this.name = name;
        var blas = new BlasProducts(program);
        this.program = program = blas.Program;
        this.symbols = symbols;
        this.indexBounds = indexBounds;
        ImmutableArray<string> all = [.. symbols, .. ProgramCode.LoopSymbols(program)];
        names = new GpuLaunchNames(program, all);
        kernels =
        [
            .. program.Kernels
                .Select(k => new GpuKernel(HostValues.Round(k), program, all, names))
                .Select(k => (k, GpuTemplate.For(k))),
        ];
        foreach (var (kernel, _) in kernels)
        {
            if (blas.Of(kernel.Kernel) is not { } product)
                continue;
            var behind = product.Behind is { } rest ? GpuLaunch.Behind(new(rest, program, all, names)) : null;
            products.Add(kernel, new(product, behind));
        }

        var first = 0;
        foreach (var count in IndependentKernels.Pieces(program, _ => false))
        {
            launches.AddRange(GpuLaunch.Of(kernels.GetRange(first, count), products));
            first += count;
        }
    }

    /// <summary>The namespaces that the emitted class uses.</summary>
    public static IEnumerable<string> Usings =>
    [
        "System",
        "ILGPU",
        "ILGPU.Runtime",
        "NetLang.Gpu",
        "NetLang.Runtime",
        "NetLang.Runtime.Execution",
        "NetLang.Runtime.Numerics",
    ];

    public void Emit(CsWriter writer)
    {
        ProgramCode.EmitDescription(writer, name, program, symbols, indexBounds, CsCode.Of($"0"));
        writer.Blank();
        using var type = OpenClass(writer);
        ProgramCode.EmitSpec(writer, name);
        writer.Blank();
        writer.Line($"protected override int SymbolCount => {symbols.Length};");
        writer.Blank();
        var written = program.Buffers.Where(IsWritten).Select(b => CsCode.Of($"{b.Id}"));
        writer.Line($"protected override int[] Written {{ get; }} = [{CsCode.Join(", ", written)}];");
        writer.Blank();
        ProgramCode.EmitArenaPlan(writer, CsCode.Of($"protected override long PlanDeviceArena"), program, symbols);
        writer.Blank();
        EmitMeasure(writer);
        writer.Blank();
        EmitCode(writer);
        writer.Blank();
        foreach (var launch in launches.Concat(Behind))
            launch.EmitEntry(writer, name);
        writer.Blank();
        var entries = CsCode.Join(", ", launches.Select(l => (CsCode)l.Entry));
        var isPlain = Behind.Any() ? CsCode.Of($"device.Blas is null ? [{entries}] : ") : CsCode.Empty;
        entries = CsCode.Join(", ", launches.Concat(Behind).Select(l => (CsCode)l.Entry));
        writer.Line($"protected override GpuEntry[] Entries => {isPlain}[{entries}];");
    }

    /// <summary>Of the class, for readers: what is launched, and what that runs.</summary>
    public void EmitKernels(CsWriter writer)
    {
        using var type = OpenClass(writer);
        EmitCode(writer);
    }

    /// <summary>What is launched and why, for readers.</summary>
    /// <param name="sizes">Of symbols, for what is shown in numbers; of all of them where a card is given.</param>
    /// <param name="gpu">The card whose times are estimated; null for none.</param>
    public string Explain(IReadOnlyDictionary<string, long> sizes, GpuModel? gpu) =>
        GpuExplanation.Print(program, launches, sizes, gpu);

    /// <summary>Makes the program for a <c>device</c>, as an element of a list.</summary>
    /// <param name="target">Code in front: what it is assigned to.</param>
    public void EmitCreation(CsWriter writer, CsCode target) => writer.Line($"{target}new(() => new {name}(device)),");

    /// <summary>Launches of what is fused behind products, where NVIDIA's library computes these.</summary>
    private IEnumerable<GpuLaunch> Behind => products.Values.Select(p => p.Behind).OfType<GpuLaunch>();

    private bool IsWritten(KernelBuffer buffer) =>
        buffer.Role is BufferRole.Output or BufferRole.Variable or BufferRole.Cache
        && program.Kernels.Any(k => k.Outputs.Any(o => o.Buffer == buffer.Id));

    private CsWriter.Block OpenClass(CsWriter writer) =>
        writer.Open($"internal sealed unsafe class {name}(GpuDevice device) : GpuProgram(device)");

    private void EmitCode(CsWriter writer)
    {
        EmitLaunch(writer);
        writer.Blank();
        writer.Comment("""
            Kernels. Each runs in a number of groups of lanes, of which `group` is the running one; a lane is Group.IdxX of
            its group's Group.DimX.
            """);
        foreach (var (kernel, template) in kernels.Concat(Behind.SelectMany(l => l.Kernels)))
        {
            writer.Blank();
            EmitKernel(writer, kernel, template);
        }

        writer.Blank();
        writer.Comment("What is launched: kernels that need nothing of each other together, the groups of one behind another's.");
        foreach (var launch in launches.Concat(Behind))
        {
            writer.Blank();
            launch.EmitMethod(writer);
        }
    }

    private void EmitMeasure(CsWriter writer)
    {
        using var method = writer.Open(
            $"protected override void Measure(ReadOnlySpan<long> symbols, Span<long> bytes)");
        using var arithmetic = writer.Open($"checked");
        var dims = ProgramCode.DeclareSymbols(
            writer, symbols, program.Buffers.Select(b => b.Type.Shape.Size), CsCode.Of($"symbols"));
        foreach (var buffer in program.Buffers)
            writer.Line($"bytes[{buffer.Id}] = {dims(ProgramCode.Bytes(buffer.Type))};", buffer.Name);
    }

    private void EmitLaunch(CsWriter writer)
    {
        using var method = writer.Open($"protected override void Launch(GpuFrame frame)");
        var dims = kernels.SelectMany(k => k.Kernel.Expressions.Dims)
            .Concat(HostScalarCode.Dims(program))
            .Concat(ScanLoops.Dims(program));
        var used = dims.SelectMany(d => d.Symbols).ToHashSet();
        foreach (var (index, symbol) in symbols.Index().Where(s => used.Contains(s.Item)))
            writer.Line($"var {names.Symbol(symbol)} = frame.Symbols[{index}];");
        foreach (var buffer in program.Buffers)
        {
            var type = GpuTypes.InMemory(buffer.Type.Element);
            writer.Line($"var {names.Buffer(buffer.Id)} = frame.View<{type}>({buffer.Id});", buffer.Type.ToString());
        }

        HostScalarCode.Emit(writer, program, CsCode.Of($"frame.Scalars"), names.Dim);
        var loops = new ScanLoops(writer, program, loop => names.Symbol(loop.Symbol), names.Dim);
        var first = 0;
        foreach (var launch in launches)
        {
            loops.Enter(first);
            if (launch.Span is { } span)
                writer.MapTo(span);
            launch.EmitCall(writer, names);
            first += launch.Kernels.Count;
            loops.Leave(first - 1);
        }

        writer.EndMap();
    }

    private static void EmitKernel(CsWriter writer, GpuKernel kernel, GpuTemplate template)
    {
        ProgramCode.EmitComment(writer, kernel.Kernel);
        EmitHeader(writer, kernel);
        using (writer.OpenBody())
        {
            writer.Comment(template.Strategy);
            template.EmitBody(writer);
        }

        template.EmitMethods(writer);
        foreach (var table in kernel.Tables)
        {
            writer.Blank();
            EmitTable(writer, kernel, table);
        }
    }

    private static void EmitHeader(CsWriter writer, GpuKernel kernel)
    {
        writer.Line($"private static void {kernel.Method}(");
        using var parameters = writer.Indent();
        writer.Line($"int {kernel.Group},");
        writer.Line($"int {kernel.Groups},");
        foreach (var (number, argument) in kernel.Arguments.Index())
        {
            var end = number == kernel.Arguments.Count - 1 ? CsCode.Of($")") : CsCode.Of($",");
            if (argument.Comment is { } comment)
                writer.Line($"{argument.Type} {argument.Name}{end}", comment);
            else
                writer.Line($"{argument.Type} {argument.Name}{end}");
        }
    }

    private static void EmitTable(CsWriter writer, GpuKernel kernel, TableExpression table)
    {
        var type = GpuTypes.Local(table.Type);
        var name = kernel.TableMethod(table);
        using var method = writer.Open($"private static {type} {name}(long index) => (int)index switch", "};");
        foreach (var (number, value) in table.Values.Index().SkipLast(1))
            writer.Line($"{number} => {GpuTypes.Literal(table.Type, value)},");
        writer.Line($"_ => {GpuTypes.Literal(table.Type, table.Values.LastOrDefault())},"); // an empty one is never read
    }
}
