using System.Collections.Immutable;
using NetLang.Compiler.Codegen.Cpu.Templates;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Kernels.Scheduling;

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
    private readonly SharedKernels shared;
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
                .Select(k => ContextOf(HostValues.Round(k)))
                .Select(c => (c, KernelTemplate.For(c))),
        ];
        // A checked access names its kernel.
        shared = new SharedKernels(isChecked ? [] : kernels.Select(k => k.Context.Kernel), (kernel, method) => ContextOf(kernel, method));
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
        "NetLang.Runtime.Attention",
        "NetLang.Runtime.Convolutions",
        "NetLang.Runtime.Execution",
        "NetLang.Runtime.LinearAlgebra",
        "NetLang.Runtime.Numerics",
        "NetLang.Runtime.Random",
        "NetLang.Runtime.Simd",
    ];

    private ImmutableArray<string> AllSymbols => symbols.AddRange(ProgramCode.LoopSymbols(program));

    public void Emit(CsWriter writer)
    {
        var scratch = kernels.Select(k => k.Template.ScratchBytes).Distinct().DefaultIfEmpty(CsCode.Of($"0"))
            .Aggregate((a, b) => a.Text == "0" ? b : b.Text == "0" ? a : CsCode.Of($"Math.Max({a}, {b})"));
        ProgramCode.EmitDescription(writer, name, program, symbols, indexBounds, scratch);
        writer.Blank();
        writer.Line($"internal sealed unsafe class {name}{parameters.Parameters} : CompiledProgram");
        using (writer.Indent())
        {
            foreach (var constraint in parameters.Constraints)
                writer.Line(constraint);
        }

        using var body = writer.OpenBody();
        ProgramCode.EmitSpec(writer, name);
        writer.Blank();
        ProgramCode.EmitArenaPlan(writer, CsCode.Of($"public override long PlanArena"), program, symbols);
        writer.Blank();
        EmitRun(writer);
        foreach (var (context, template) in kernels)
        {
            writer.Blank();
            ProgramCode.EmitComment(writer, context.Kernel);
            if (shared.Of(context.Kernel) is { } other)
                template.EmitCalls(writer, other);
            else
                template.Emit(writer);
        }

        foreach (var template in shared.All)
        {
            writer.Blank();
            template.Emit(writer);
        }
    }

    /// <summary>Makes the program with the widest vectors that the hardware has, as an element of a list.</summary>
    /// <param name="target">Code in front: what it is assigned to.</param>
    public void EmitCreation(CsWriter writer, CsCode target)
    {
        if (!parameters.IsGeneric)
        {
            writer.Line($"{target}new(() => new {name}()),");
            return;
        }

        using var choice = writer.Open($"{target}new(() => VectorHardware.Bits switch", "}),");
        writer.Line($"512 => new {name}{parameters.Arguments(512)}(),");
        writer.Line($"256 => new {name}{parameters.Arguments(256)}(),");
        writer.Line($"_ => (CompiledProgram)new {name}{parameters.Arguments(128)}(),");
    }

    private void EmitRun(CsWriter writer)
    {
        using var method = writer.Open($"public override void Run(ExecutionFrame* frame, WorkerPool pool)");
        var used = kernels.SelectMany(k => k.Context.Expressions.Dims)
            .Concat(HostScalarCode.Dims(program))
            .Concat(ScanLoops.Dims(program))
            .Concat(isChecked ? program.Buffers.Select(b => b.Type.Shape.Size) : []);
        var dims = ProgramCode.DeclareSymbols(writer, symbols, used, CsCode.Of($"frame->Symbols"));
        HostScalarCode.Emit(writer, program, CsCode.Of($"frame->Scalars"), dims);
        var dead = new DeadSlots(program, dims);
        var loops = new ScanLoops(
            writer,
            program,
            loop => CsName.Of(loop.Symbol),
            dims,
            () => writer.Line($"pool.EnterLoop(frame);"),
            loop => writer.Line($"frame->Symbols[{AllSymbols.IndexOf(loop.Symbol)}] = {CsName.Of(loop.Symbol)};"));
        if (isChecked)
            dead.PoisonAll(writer);
        var first = 0;
        var launches = kernels.Select(k => k.Template.Launches(dims)).ToList();
        foreach (var count in IndependentKernels.Pieces(program, number => launches[number].Count > 1))
        {
            var last = first + count - 1;
            loops.Enter(first);
            if (kernels[first].Context.Kernel.Spans is [var span, ..])
                writer.MapTo(span);
            if (count == 1)
                EmitLaunches(writer, launches[first]);
            else
                EmitGroup(writer, [.. launches[first..(last + 1)].Select(l => l[0])]);
            for (var number = first; isChecked && number <= last; number++)
                dead.PoisonAfter(writer, number);
            loops.Leave(last);
            first += count;
        }

        writer.EndMap();
    }

    private static void EmitLaunches(CsWriter writer, IReadOnlyList<(CsName Method, CsCode Tiles)> launches)
    {
        foreach (var (method, tiles) in launches)
            writer.Line($"pool.Run(&{method}, frame, {tiles});");
    }

    /// <summary>Kernels that no thread waits between.</summary>
    private static void EmitGroup(CsWriter writer, IReadOnlyList<(CsName Method, CsCode Tiles)> launches)
    {
        writer.Line($"pool.Run(frame,");
        writer.Line($"[");
        using (writer.Indent())
        {
            foreach (var (method, tiles) in launches)
                writer.Line($"new(&{method}, {tiles}),");
        }

        writer.Line($"]);");
    }

    private KernelContext ContextOf(Kernel kernel, CsName? method = null) => new(kernel, program, AllSymbols, isChecked, method);
}
