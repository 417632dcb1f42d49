using System.Collections.Immutable;
using NetLang.Compiler.Codegen.Gpu.Templates;
using NetLang.Compiler.Kernels;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>
/// Writes one program as a class for GPUs: its description, its memory plan, the order of its launches, and its kernels as
/// static methods.
/// </summary>
public sealed class GpuProgramEmitter
{
    private readonly CsName name;
    private readonly KernelProgram program;
    private readonly ImmutableArray<string> symbols;
    private readonly IReadOnlyDictionary<string, long> indexBounds;
    private readonly List<(GpuKernel Kernel, GpuTemplate Template)> kernels;

    /// <param name="symbols">The model's symbols, in order.</param>
    /// <param name="indexBounds">By name of the input: one more than the largest index that it may hold.</param>
    public GpuProgramEmitter(
        CsName name, KernelProgram program, ImmutableArray<string> symbols, IReadOnlyDictionary<string, long> indexBounds)
    {
        this.name = name;
        this.program = program;
        this.symbols = symbols;
        this.indexBounds = indexBounds;
        kernels =
        [
            .. program.Kernels
                .Select(k => new GpuKernel(HostValues.Round(k), program, symbols))
                .Select(k => (k, GpuTemplate.For(k))),
        ];
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
        using var type = writer.Open($"internal sealed unsafe class {name}(GpuDevice device) : GpuProgram(device)");
        foreach (var (kernel, _) in kernels)
            writer.Line($"private {Delegate(kernel)}? {Launcher(kernel)};");

        writer.Blank();
        ProgramCode.EmitSpec(writer, program, symbols, indexBounds, CsCode.Of($"0"));
        writer.Blank();
        writer.Line($"protected override int SymbolCount => {symbols.Length};");
        writer.Blank();
        EmitFlags(writer, "IsRead", b => b.Role is BufferRole.Input or BufferRole.Variable);
        writer.Blank();
        EmitFlags(writer, "IsWritten", IsWritten);
        writer.Blank();
        ProgramCode.EmitArenaPlan(writer, CsCode.Of($"protected override long PlanDeviceArena"), program, symbols);
        writer.Blank();
        EmitMeasure(writer);
        writer.Blank();
        EmitRun(writer);
        foreach (var (kernel, template) in kernels)
        {
            writer.Blank();
            EmitKernel(writer, kernel, template);
        }
    }

    /// <summary>An expression that makes the program.</summary>
    /// <param name="device">Code for the device.</param>
    public CsCode Creation(CsCode device) => CsCode.Of($"new {name}({device})");

    private static CsName Delegate(GpuKernel kernel) => CsName.Of(kernel.Kernel.Name + "_delegate");

    private static CsName Launcher(GpuKernel kernel) => CsName.Of(kernel.Kernel.Name + "_launch");

    private static CsCode Parameters(GpuKernel kernel) =>
        CsCode.Join(", ", kernel.Arguments.Select(a => CsCode.Of($"{a.Type} {a.Name}")));

    private void EmitFlags(CsWriter writer, string property, Func<KernelBuffer, bool> flag)
    {
        var flags = CsCode.Join(", ", program.Buffers.Select(b => (CsCode)CsLiteral.Of(flag(b))));
        writer.Line($"protected override bool[] {CsName.Of(property)} {{ get; }} = [{flags}];");
    }

    private bool IsWritten(KernelBuffer buffer) =>
        buffer.Role is BufferRole.Output or BufferRole.Variable
        && program.Kernels.Any(k => k.Outputs.Any(o => o.Buffer == buffer.Id));

    private void EmitMeasure(CsWriter writer)
    {
        using var method = writer.Open($"protected override void Measure(ReadOnlySpan<long> symbols, Span<long> bytes)");
        using var arithmetic = writer.Open($"checked");
        var dims = ProgramCode.DeclareSymbols(
            writer, symbols, program.Buffers.Select(b => b.Type.Shape.Size), CsCode.Of($"symbols"));
        foreach (var buffer in program.Buffers)
            writer.Line($"bytes[{buffer.Id}] = {dims(ProgramCode.Bytes(buffer.Type))};");
    }

    private void EmitRun(CsWriter writer)
    {
        using var method = writer.Open($"protected override void Launch(GpuFrame frame)");
        var used = kernels.SelectMany(k => k.Kernel.Expressions.Dims).Concat(HostScalarCode.Dims(program));
        var dims = ProgramCode.DeclareSymbols(writer, symbols, used, CsCode.Of($"frame.Symbols"));
        HostScalarCode.Emit(writer, program, CsCode.Of($"frame.Scalars"), dims);
        foreach (var (kernel, template) in kernels)
        {
            if (kernel.Kernel.Spans is [var span, ..])
                writer.MapTo(span);
            var arguments = kernel.Arguments.Select(a => a.Value).Prepend(template.Config(dims)).Prepend(CsCode.Of($"frame.Stream"));
            writer.Line($"({Launcher(kernel)} ??= Load<{Delegate(kernel)}>(nameof({kernel.Method})))({CsCode.Join(", ", arguments)});");
        }

        writer.EndMap();
    }

    private static void EmitKernel(CsWriter writer, GpuKernel kernel, GpuTemplate template)
    {
        writer.Line($"private delegate void {Delegate(kernel)}(AcceleratorStream stream, KernelConfig config, {Parameters(kernel)});");
        writer.Blank();
        ProgramCode.EmitComment(writer, kernel.Kernel);
        using (writer.Open($"private static void {kernel.Method}({Parameters(kernel)})"))
            template.EmitBody(writer);
        foreach (var table in kernel.Tables)
        {
            writer.Blank();
            var type = GpuTypes.Local(table.Type);
            using var method = writer.Open($"private static {type} {kernel.TableMethod(table)}(long index) => (int)index switch", "};");
            foreach (var (number, value) in table.Values.Index().SkipLast(1))
                writer.Line($"{number} => {GpuTypes.Literal(table.Type, value)},");
            writer.Line($"_ => {GpuTypes.Literal(table.Type, table.Values[^1])},");
        }
    }
}
