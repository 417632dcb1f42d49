using System.CommandLine;
using NetLang.Cli.Gpu;
using NetLang.Compiler;
using NetLang.Compiler.Codegen.Gpu.Explanation;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Cli.Commands;

/// <summary>The options by which a build prints an intermediate form instead of writing an assembly.</summary>
internal sealed class PrintedForm
{
    private readonly Option<string?> emit = new("--emit")
    {
        Description = "Print an intermediate form instead of building: the graphs (ir), the kernels (those for GPUs as C#), or the C# text.",
    };

    private readonly Option<bool> explainKernels = new("--explain-kernels")
    {
        Description = "Print, instead of building, each kernel with its source lines, what was fused into it, its "
            + "bytes and FLOPs, and where a fast path was missed; for GPUs also what is launched.",
    };

    private readonly Option<string?> gpuModel = new("--gpu-model")
    {
        Description = "With --explain-kernels: how long each launch takes at least on a card, and a run in all. One of "
            + $"{KnownModels}.",
        HelpName = "NAME",
    };

    private readonly Option<string?> dumpIr = new("--dump-ir")
    {
        Description = "Print, instead of building, the graphs after a pass (after:simplify), or before all (after:elaboration).",
        HelpName = "after:PASS",
    };

    /// <param name="target">The command's option for the devices to write code for.</param>
    public void AddTo(Command command, Option<string> target)
    {
        command.Add(emit.AcceptOnlyFromAmong("ir", "kernels", "csharp"));
        command.Add(explainKernels);
        command.Add(gpuModel);
        command.Add(dumpIr);
        gpuModel.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && Card(name) is null)
                result.AddError($"--gpu-model knows no '{name}'{Hint(name)}: there are {KnownModels}.");
            else if (!result.GetValue(explainKernels) || result.GetValue(target)?.Contains("gpu", StringComparison.Ordinal) != true)
                result.AddError("--gpu-model goes with --target gpu --explain-kernels.");
        });
        dumpIr.Validators.Add(result =>
        {
            if (PassName(result.GetValueOrDefault<string?>()) is "")
                result.AddError("--dump-ir takes after:PASS, such as after:simplify.");
        });
    }

    public bool IsWanted(ParseResult result) =>
        result.GetValue(dumpIr) is not null || result.GetValue(explainKernels) || result.GetValue(emit) is not null;

    /// <summary>The pass after which graphs are to be printed; null for none.</summary>
    public string? DumpedPass(ParseResult result) => PassName(result.GetValue(dumpIr));

    /// <param name="targets">Whose kernels are shown, one after the other.</param>
    public string Print(ParseResult result, Compilation compilation, Targets targets)
    {
        if (result.GetValue(dumpIr) is not null)
            return compilation.Dump;
        if (result.GetValue(explainKernels))
        {
            return compilation.ExplainMemory() + Both(
                targets,
                () => Lines(compilation, p => KernelExplanation.Print(p.Kernels, AssumedSizes.Known(p.Model))),
                () => ExplainForGpu(compilation, Card(result.GetValue(gpuModel))));
        }

        return result.GetValue(emit) switch
        {
            "csharp" => compilation.EmitCSharp(),
            "ir" => Lines(compilation, p => GraphText.Print(p.Graph)),
            _ => Both(targets, () => Lines(compilation, p => KernelText.Print(p.Kernels)), compilation.EmitGpuKernels),
        };
    }

    private static string Both(Targets targets, Func<string> cpu, Func<string> gpu) =>
        (targets.HasFlag(Targets.Cpu) ? cpu() : "") + (targets.HasFlag(Targets.Gpu) ? gpu() : "");

    private static string ExplainForGpu(Compilation compilation, GpuModel? card) => card is null
        ? compilation.ExplainGpuKernels(AssumedSizes.Known, null)
        : string.Concat(compilation.Models.Select(AssumedSizes.Origins))
            + compilation.ExplainGpuKernels(AssumedSizes.All, card);

    private static string KnownModels => string.Join(", ", GpuModel.Known.Select(m => m.Name));

    private static GpuModel? Card(string? name) =>
        GpuModel.Known.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string Hint(string name) =>
        Suggestion.Closest(name, GpuModel.Known.Select(m => m.Name)) is { } close ? $" (did you mean {close}?)" : "";

    private static string Lines(Compilation compilation, Func<ModelProgram, string> text) =>
        string.Concat(compilation.Programs.Select(p => text(p) + "\n"));

    /// <summary>The name behind <c>after:</c>; empty where there is none, null without the option.</summary>
    private static string? PassName(string? value) =>
        value is null || value.StartsWith("after:", StringComparison.Ordinal) ? value?["after:".Length..] : "";
}
