using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen;

/// <summary>What the class of a program holds whatever its target: its description, its memory plan, its symbols.</summary>
internal static class ProgramCode
{
    /// <summary>Places of the user's file that a comment names at most.</summary>
    private const int MostSourceLines = 8;

    /// <summary>
    /// The class that describes a program. It is no part of the program's own, which may be generic over vectors: such
    /// code is not compiled when an app is published, but when it first runs.
    /// </summary>
    /// <param name="name">Of the program's class.</param>
    /// <param name="indexBounds">By name of the input: one more than the largest index that it may hold.</param>
    /// <param name="scratchBytes">Of a thread.</param>
    public static void EmitDescription(
        CsWriter writer,
        CsName name,
        KernelProgram program,
        IReadOnlyList<string> symbols,
        IReadOnlyDictionary<string, long> indexBounds,
        CsCode scratchBytes)
    {
        using var type = writer.Open($"internal static class {Description(name)}");
        using var spec = writer.Open($"public static ProgramSpec Create() => new()", "};");
        writer.Line($"Name = {CsLiteral.Of(program.Name)},");
        SpecCode.Property(writer, "Buffers", [.. program.Buffers.Select(SpecCode.Of)]);
        SpecCode.Property(writer, "Inputs", [.. program.Inputs.Select(t => SpecCode.Of(t.Name, t.Type, symbols, indexBounds.GetValueOrDefault(t.Name)))]);
        SpecCode.Property(writer, "Outputs", [.. program.Outputs.Select(t => SpecCode.Of(t.Name, t.Type, symbols))]);
        if (program.Requirements.Length > 0)
            SpecCode.Property(writer, "Requirements", [.. program.Requirements.Select(r => SpecCode.Of(r, symbols))]);
        if (program.Starts.Length > 0)
            writer.Line($"Starts = [{SpecCode.List(program.Starts.Select(s => (CsCode)CsLiteral.Of(s)))}],");
        if (program.CacheAxes.Length > 0)
            writer.Line($"CacheAxes = [{SpecCode.List(program.CacheAxes.Select(a => CsCode.Of($"{a}")))}],");
        if (program.StepSymbols.Length > 0)
            writer.Line($"StepSymbols = {program.StepSymbols.Length},");
        writer.Line($"ArenaSlots = {program.Slots.Length},");
        if (LoopSymbols(program) is { Count: > 0 } loops)
            writer.Line($"LoopSymbols = {loops.Count},");
        SpecCode.Property(writer, "HostInputs", [.. program.HostScalars.TakeWhile(s => s.Input is not null).Select(s => (CsCode)CsLiteral.Of(s.Input))]);
        writer.Line($"HostScalars = {program.HostScalars.Length},");
        SpecCode.Property(writer, "HostOutputs", [.. program.HostOutputs.Select(o => CsCode.Of($"({CsLiteral.Of(o.Name)}, {o.Scalar})"))]);
        writer.Line($"ScratchBytes = {scratchBytes},");
    }

    /// <summary>The property of a program that tells its description.</summary>
    public static void EmitSpec(CsWriter writer, CsName name) =>
        writer.Line($"public override ProgramSpec Spec {{ get; }} = {Description(name)}.Create();");

    /// <summary>The method that gives each slot of the arena its offset, and returns their end.</summary>
    public static void EmitArenaPlan(CsWriter writer, CsCode declaration, KernelProgram program, IReadOnlyList<string> symbols)
    {
        if (program.Slots.IsEmpty)
        {
            writer.Line($"{declaration}(ReadOnlySpan<long> symbols, Span<long> offsets) => 0;");
            return;
        }

        using var method = writer.Open($"{declaration}(ReadOnlySpan<long> symbols, Span<long> offsets)");
        using var arithmetic = writer.Open($"checked");
        var used = program.Slots.SelectMany(s => s.Buffers).Select(b => program.Buffers[b].Type.Shape.Size);
        var dims = DeclareSymbols(writer, symbols, used, CsCode.Of($"symbols"));
        writer.Line($"var end = 0L;");
        foreach (var (number, slot) in program.Slots.Index())
        {
            var sizes = slot.Buffers.Select(b => dims(Bytes(program.Buffers[b].Type))).Distinct();
            writer.Line($"offsets[{number}] = end; // {CsCode.Join(", ", slot.Buffers.Select(b => (CsCode)CsName.Of(program.Buffers[b].Name)))}");
            writer.Line($"end += Dimensions.SlotBytes({sizes.Aggregate((a, b) => CsCode.Of($"Math.Max({a}, {b})"))});");
        }

        writer.Line($"return end;");
    }

    private static CsName Description(CsName program) => CsName.Of(program.Text + "Description");

    /// <summary>Names for a method of a program, in which those of the emitter's own locals are taken.</summary>
    public static CsScope HostScope()
    {
        var scope = new CsScope();
        foreach (var reserved in (string[])["frame", "pool", "scalars", "symbols", "offsets", "bytes", "end"])
            scope.Unique(reserved);
        return scope;
    }

    /// <summary>Symbols that stand for places in loops. Loops that do not nest may share one.</summary>
    public static IReadOnlyList<string> LoopSymbols(KernelProgram program) =>
        [.. program.Loops.Select(l => l.Symbol).Distinct()];

    public static Dim Bytes(TensorType type) => type.Shape.Size * type.Element.Size();

    /// <summary>Locals for the symbols that some dimensions use.</summary>
    /// <returns>The code of such a dimension.</returns>
    public static Func<Dim, CsCode> DeclareSymbols(
        CsWriter writer, IReadOnlyList<string> symbols, IEnumerable<Dim> used, CsCode source)
    {
        var scope = HostScope();
        var names = new Dictionary<string, CsName>();
        var needed = used.SelectMany(d => d.Symbols).ToHashSet();
        foreach (var (index, symbol) in symbols.Index().Where(s => needed.Contains(s.Item)))
        {
            names[symbol] = scope.Unique(symbol);
            writer.Line($"var {names[symbol]} = {source}[{index}];");
        }

        return dim => DimCode.Of(dim, symbol => names[symbol]);
    }

    /// <summary>The source lines whose work a kernel carries.</summary>
    public static void EmitComment(CsWriter writer, Kernel kernel)
    {
        foreach (var (source, line) in kernel.SourceLines().Take(MostSourceLines))
            writer.Comment($"{source.Path}:{line + 1}: {source.Line(line).Trim()}");
    }
}
