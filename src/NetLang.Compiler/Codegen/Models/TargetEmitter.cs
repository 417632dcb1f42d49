using NetLang.Compiler.Codegen.Cpu;
using NetLang.Compiler.Codegen.Gpu;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Models;

/// <summary>
/// Writes a model's programs for one target, in a namespace of their own, and a class that makes them all.
/// </summary>
internal sealed class TargetEmitter
{
    private readonly IEnumerable<string> usings;
    private readonly CsCode parameters;
    private readonly List<TargetProgram> programs;
    private readonly List<KernelBuffer> layouts;
    private readonly CsCode? mirror;

    private TargetEmitter(
        string target,
        IEnumerable<string> usings,
        CsCode parameters,
        IEnumerable<TargetProgram> programs,
        IEnumerable<KernelBuffer>? layouts = null,
        CsCode? mirror = null)
    {
        Namespace = CsName.Of(target);
        this.usings = usings;
        this.parameters = parameters;
        this.programs = [.. programs];
        this.mirror = mirror;
        this.layouts = [.. layouts ?? []];
    }

    /// <summary>Its namespace within that of the model's internals.</summary>
    public CsName Namespace { get; }

    /// <param name="programs">Of the model's graphs, each after its passes, with the layouts of variables chosen.</param>
    public static TargetEmitter ForCpu(
        ModelDefinition model, IReadOnlyList<KernelProgram> programs, bool isChecked)
    {
        var bounds = IndexBounds(model);
        var emitted = programs.Select(program =>
        {
            var emitter = new ProgramEmitter(
                ModelNames.Program(program.Name), program, model.Symbols.AddRange(program.StepSymbols), bounds, isChecked);
            return new TargetProgram(program.Name, emitter.Emit, emitter.EmitCreation);
        });
        var layouts = programs.SelectMany(p => p.Buffers).Where(b => b.PanelAxis is not null || b.AxisOrder is not null);
        return new("Cpu", ProgramEmitter.Usings, CsCode.Empty, emitted, layouts.DistinctBy(b => b.Index).OrderBy(b => b.Index));
    }

    /// <param name="programs">Of the model's graphs, each after its passes.</param>
    public static TargetEmitter ForGpu(ModelDefinition model, IEnumerable<KernelProgram> programs)
    {
        return new("Gpu", GpuProgramEmitter.Usings, CsCode.Of($"GpuDevice device"), programs.Select(program =>
        {
            var emitter = GpuProgram(model, program);
            return new TargetProgram(program.Name, emitter.Emit, emitter.EmitCreation);
        }), mirror: CsCode.Of($"device.Variables"));
    }

    /// <summary>One program of <see cref="ForGpu"/>.</summary>
    public static GpuProgramEmitter GpuProgram(ModelDefinition model, KernelProgram program) =>
        new(ModelNames.Program(program.Name), program, model.Symbols.AddRange(program.StepSymbols), IndexBounds(model));

    public void Emit(CsWriter writer, CsCode outerNamespace)
    {
        using var space = writer.Open($"namespace {outerNamespace}.{Namespace}");
        foreach (var used in usings)
            writer.Line($"using global::{CsCode.Join(".", used.Split('.').Select(p => (CsCode)CsName.Of(p)))};");
        writer.Blank();
        EmitCreation(writer);
        foreach (var program in programs)
        {
            writer.Blank();
            program.Emit(writer);
        }
    }

    private static Dictionary<string, long> IndexBounds(ModelDefinition model) =>
        model.Inputs.Concat(model.Targets).ToDictionary(t => t.Name, t => t.IndexBound);

    private void EmitCreation(CsWriter writer)
    {
        using var type = writer.Open($"internal static class Programs");
        using var created = writer.Open($"public static ModelPrograms Create({parameters}) => new()", "};");
        foreach (var program in programs)
            program.EmitCreation(writer, CsCode.Of($"{CsName.Pascal(program.Name)} = "));
        EmitLayouts(writer, nameof(ModelPrograms.Panels), b => b.PanelAxis is { } axis ? CsCode.Of($"{axis}") : null);
        EmitLayouts(writer, nameof(ModelPrograms.AxisOrders), b => b.AxisOrder is { } order
            ? CsCode.Of($"[{CsCode.Join(", ", order.Select(a => CsCode.Of($"{a}")))}]")
            : null);
        if (mirror is { } code)
            writer.Line($"Mirror = {code},");
    }

    /// <param name="layout">How a variable lies, where it lies in the way of which the property tells.</param>
    private void EmitLayouts(CsWriter writer, string property, Func<KernelBuffer, CsCode?> layout)
    {
        var specs = layouts.Where(b => layout(b) is not null).Select(b => CsCode.Of($"new({b.Index}, {layout(b)!.Value})")).ToList();
        if (specs.Count > 0)
            SpecCode.Property(writer, property, specs);
    }

    private sealed record TargetProgram(string Name, Action<CsWriter> Emit, Action<CsWriter, CsCode> EmitCreation);
}
