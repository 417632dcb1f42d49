using System.Collections.Immutable;
using NetLang.Compiler.Codegen.Cpu.Templates;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>Writes one program as a class: its description, memory plan, the order of its kernels, and the kernels.</summary>
public sealed class ProgramEmitter
{
    private readonly CsName name;
    private readonly KernelProgram program;
    private readonly ImmutableArray<string> symbols;
    private readonly IReadOnlyDictionary<string, long> indexBounds;
    private readonly bool isChecked;
    private readonly List<(KernelContext Context, KernelTemplate Template)> kernels;
    private readonly VectorParameters parameters;

    /// <param name="symbols">The model's symbols, in order.</param>
    /// <param name="indexBounds">By name of the input: one more than the largest index that it may hold.</param>
    public ProgramEmitter(
        CsName name,
        KernelProgram program,
        ImmutableArray<string> symbols,
        IReadOnlyDictionary<string, long> indexBounds,
        bool isChecked)
    {
        this.name = name;
        this.program = program;
        this.symbols = symbols;
        this.indexBounds = indexBounds;
        this.isChecked = isChecked;
        kernels =
        [
            .. program.Kernels
                .Select(k => new KernelContext(HostValues.Round(k), program, symbols, isChecked))
                .Select(c => (c, KernelTemplate.For(c))),
        ];
        parameters = new VectorParameters([.. kernels.Select(k => k.Context.Lanes).Distinct()]);
    }

    /// <summary>The namespaces that the emitted class uses.</summary>
    public static IEnumerable<string> Usings =>
    [
        "System",
        "System.Runtime.CompilerServices",
        "System.Runtime.InteropServices",
        "NetLang.Runtime",
        "NetLang.Runtime.Data",
        "NetLang.Runtime.Execution",
        "NetLang.Runtime.LinearAlgebra",
        "NetLang.Runtime.Numerics",
        "NetLang.Runtime.Random",
        "NetLang.Runtime.Simd",
    ];

    public void Emit(CsWriter writer)
    {
        writer.Line($"internal sealed unsafe class {name}{parameters.Parameters} : CompiledProgram");
        using (writer.Indent())
        {
            foreach (var constraint in parameters.Constraints)
                writer.Line(constraint);
        }

        using var body = writer.OpenBody();
        EmitSpec(writer);
        writer.Blank();
        EmitPlan(writer);
        writer.Blank();
        EmitRun(writer);
        foreach (var (context, template) in kernels)
        {
            writer.Blank();
            EmitKernel(writer, context, template);
        }
    }

    /// <summary>An expression that makes the program with the widest vectors that the hardware has.</summary>
    public CsCode Creation => parameters.IsGeneric
        ? CsCode.Of($"VectorHardware.Bits switch {{ 512 => new {name}{parameters.Arguments(512)}(), 256 => new {name}{parameters.Arguments(256)}(), _ => (CompiledProgram)new {name}{parameters.Arguments(128)}() }}")
        : CsCode.Of($"new {name}()");

    private void EmitSpec(CsWriter writer)
    {
        using var spec = writer.Open($"public override ProgramSpec Spec {{ get; }} = new()", "};");
        writer.Line($"Name = {CsLiteral.Of(program.Name)},");
        SpecCode.Property(writer, "Buffers", [.. program.Buffers.Select(SpecCode.Of)]);
        SpecCode.Property(writer, "Inputs", [.. program.Inputs.Select(t => SpecCode.Of(t.Name, t.Type, symbols, indexBounds.GetValueOrDefault(t.Name)))]);
        SpecCode.Property(writer, "Outputs", [.. program.Outputs.Select(t => SpecCode.Of(t.Name, t.Type, symbols))]);
        writer.Line($"ArenaSlots = {program.Slots.Length},");
        SpecCode.Property(writer, "HostInputs", [.. program.HostScalars.TakeWhile(s => s.Input is not null).Select(s => (CsCode)CsLiteral.Of(s.Input))]);
        writer.Line($"HostScalars = {program.HostScalars.Length},");
        SpecCode.Property(writer, "HostOutputs", [.. program.HostOutputs.Select(o => CsCode.Of($"({CsLiteral.Of(o.Name)}, {o.Scalar})"))]);
        var scratch = kernels.Select(k => k.Template.ScratchBytes).Where(b => b.Text != "0").Distinct().ToList();
        writer.Line($"ScratchBytes = {scratch.Aggregate(CsCode.Of($"0"), (a, b) => CsCode.Of($"Math.Max({a}, {b})"))},");
    }

    private void EmitPlan(CsWriter writer)
    {
        using var method = writer.Open($"public override long PlanArena(ReadOnlySpan<long> symbols, Span<long> offsets)");
        using var arithmetic = writer.Open($"checked");
        var dims = SymbolLocals(writer, program.Slots.SelectMany(s => s.Buffers).Select(b => program.Buffers[b].Type.Shape.Size), "symbols");
        writer.Line($"var end = 0L;");
        foreach (var (number, slot) in program.Slots.Index())
        {
            var sizes = slot.Buffers
                .Select(b => program.Buffers[b].Type)
                .Select(t => (t.Shape.Size * t.Element.Size()))
                .Distinct()
                .Select(bytes => dims(bytes));
            writer.Line($"offsets[{number}] = end; // {CsCode.Join(", ", slot.Buffers.Select(b => (CsCode)CsName.Of(program.Buffers[b].Name)))}");
            writer.Line($"end += Dimensions.SlotBytes({sizes.Aggregate((a, b) => CsCode.Of($"Math.Max({a}, {b})"))});");
        }

        writer.Line($"return end;");
    }

    private void EmitRun(CsWriter writer)
    {
        using var method = writer.Open($"public override void Run(ExecutionFrame* frame, WorkerPool pool)");
        var used = kernels.SelectMany(k => k.Context.Expressions.Dims)
            .Concat(program.HostScalars.Select(s => s.Value).OfType<ScalarExpression>().SelectMany(HostDims))
            .Concat(isChecked ? program.Buffers.Select(b => b.Type.Shape.Size) : []);
        var dims = SymbolLocals(writer, used, "frame->Symbols");
        if (program.HostScalars.Length > 0)
            writer.Line($"var scalars = frame->Scalars;");
        foreach (var (number, scalar) in program.HostScalars.Index())
        {
            if (scalar.Value is { } value)
                writer.Line($"scalars[{number}] = {HostScalarCode.Of(value, dims)};");
        }

        var dead = new DeadSlots(program, dims);
        if (isChecked)
            dead.PoisonAll(writer);
        foreach (var (number, (context, template)) in kernels.Index())
        {
            if (context.Kernel.Spans is [var span, ..])
                writer.MapTo(span);
            writer.Line($"pool.Run(&{CsName.Of(context.Kernel.Name)}, frame, {template.TileCount(dims)});");
            if (isChecked)
                dead.PoisonAfter(writer, number);
        }

        writer.EndMap();
    }

    private static void EmitKernel(CsWriter writer, KernelContext context, KernelTemplate template)
    {
        foreach (var line in SourceLines(context.Kernel.Spans))
            writer.Comment(line);
        template.Emit(writer);
    }

    private static IEnumerable<string> SourceLines(ImmutableArray<SourceSpan> spans) => spans
        .Select(s => (s.Source, s.Source.Position(s.Start).Line))
        .Distinct()
        .Take(8)
        .Select(p => $"{p.Source.Path}:{p.Line + 1}: {p.Source.Line(p.Line).Trim()}");

    private static IEnumerable<Dim> HostDims(ScalarExpression expression) => expression is IndexExpression index
        ? [index.Map.Offset]
        : KernelExpressions.OperandsOf(expression).SelectMany(HostDims);

    private Func<Dim, CsCode> SymbolLocals(CsWriter writer, IEnumerable<Dim> used, string source)
    {
        var scope = new CsScope();
        foreach (var reserved in (string[])["frame", "pool", "scalars", "symbols", "offsets", "end"])
            scope.Unique(reserved);
        var names = new Dictionary<string, CsName>();
        var needed = used.SelectMany(d => d.Symbols).ToHashSet();
        foreach (var (index, symbol) in symbols.Index().Where(s => needed.Contains(s.Item)))
        {
            names[symbol] = scope.Unique(symbol);
            var from = source == "symbols" ? CsCode.Of($"symbols") : CsCode.Of($"frame->Symbols");
            writer.Line($"var {names[symbol]} = {from}[{index}];");
        }

        return dim => DimCode.Of(dim, symbol => names[symbol]);
    }
}
