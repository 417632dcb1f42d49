using NetLang.Compiler.IR;

namespace NetLang.Compiler.Codegen.Models;

/// <summary>
/// Writes all of a model: the public class, and in namespaces of their own its description and its programs. The class
/// has no state beyond its base's.
/// </summary>
internal sealed class ModelClassEmitter(ModelDefinition model, TargetEmitter? cpu, TargetEmitter? gpu)
{
    private static readonly string[] Usings =
    [
        "System",
        "NetLang.Runtime",
        "NetLang.Runtime.Data",
        "NetLang.Runtime.Execution",
        "NetLang.Runtime.Numerics",
    ];

    private readonly ModelNames names = new(model);

    /// <param name="targetNamespace">Of the public class; null for none.</param>
    public void Emit(CsWriter writer, string? targetNamespace)
    {
        writer.Line($"// Written by netlangc. Changes are lost when it is written again.");
        writer.Line($"#nullable enable annotations");
        writer.Line($"#pragma warning disable");
        if (string.IsNullOrEmpty(targetNamespace))
        {
            EmitClass(writer);
        }
        else
        {
            var parts = CsCode.Join(".", targetNamespace.Split('.').Select(p => (CsCode)CsName.Of(p)));
            using (writer.Open($"namespace {parts}"))
                EmitClass(writer);
        }

        writer.Blank();
        EmitInternals(writer);
        foreach (var target in new[] { cpu, gpu }.OfType<TargetEmitter>())
        {
            writer.Blank();
            target.Emit(writer, names.Internals);
        }
    }

    private void EmitClass(CsWriter writer)
    {
        var predict = new PredictEmitter(model, names);
        writer.Documentation(model.Documentation ?? $"The model {model.Name}.");
        using (writer.Open($"public sealed class {names.Class} : global::NetLang.Runtime.Model"))
        {
            writer.Line($"private {names.Class}(global::NetLang.Runtime.ModelOptions? options, string? weights)");
            using (writer.Indent())
            {
                writer.Line($": base(");
                using (writer.Indent())
                {
                    writer.Line($"global::{names.Internals}.Specification.Create(),");
                    writer.Line($"global::{names.Internals}.Programs.On(options),");
                    writer.Line($"options,");
                    writer.Line($"weights)");
                }
            }

            using (writer.OpenBody())
            {
            }

            writer.Blank();
            writer.Documentation("Makes the model with initial weights.");
            writer.Line($"public static {names.Class} Create(global::NetLang.Runtime.ModelOptions? options = null) => new(options, null);");
            writer.Blank();
            writer.Documentation("Makes the model with the weights of a safetensors file.");
            writer.Line($"public static {names.Class} Load(string path, global::NetLang.Runtime.ModelOptions? options = null) => new(options, path);");
            writer.Blank();
            predict.Emit(writer);
            if (model.Step is { } step)
                EmitStep(writer, step);
        }

        predict.EmitOutputs(writer);
    }

    private void EmitStep(CsWriter writer, StepDefinition step)
    {
        writer.Blank();
        writer.Documentation("What is known before the first step, of so many sequences at once.");
        writer.Line($"public global::NetLang.Runtime.ModelState InitialState(int batch = 1) => NewState(batch);");
        writer.Blank();
        new PredictEmitter(model, names, step).Emit(writer);
    }

    private void EmitInternals(CsWriter writer)
    {
        using var internals = writer.Open($"namespace {names.Internals}");
        foreach (var used in Usings)
            writer.Line($"using global::{CsCode.Join(".", used.Split('.').Select(p => (CsCode)CsName.Of(p)))};");
        writer.Blank();
        new SpecificationEmitter(model).Emit(writer);
        writer.Blank();
        using var type = writer.Open($"internal static class Programs");
        writer.Line($"public static ModelPrograms On(ModelOptions? options) => new DevicePrograms(");
        using var arguments = writer.Indent();
        writer.Line($"{CsLiteral.Of(model.Name)},");
        writer.Line($"cpu: {(cpu is null ? CsLiteral.Null : CsCode.Of($"{cpu.Namespace}.Programs.Create"))},");
        var open = CsCode.Of($"global::NetLang.Gpu.GpuDevice.Open(chosen, options?.AllowTf32 == true)");
        var onGpu = gpu is null ? CsLiteral.Null : CsCode.Of($"chosen => {gpu.Namespace}.Programs.Create({open})");
        writer.Line($"gpu: {onGpu}).On(options?.Device);");
    }
}
