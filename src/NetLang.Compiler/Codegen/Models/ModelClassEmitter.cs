using System.Collections.Immutable;
using NetLang.Compiler.Codegen.Cpu;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Models;

/// <summary>
/// Writes all of a model: the public class, and in a namespace of its own its description and its programs. The class has
/// no state beyond its base's.
/// </summary>
public sealed class ModelClassEmitter
{
    private readonly ModelDefinition model;
    private readonly ModelNames names;
    private readonly ImmutableArray<(CsName Role, ProgramEmitter Emitter)> programs;

    /// <param name="programs">Of the model's graphs, each after its passes.</param>
    public ModelClassEmitter(ModelDefinition model, IEnumerable<KernelProgram> programs, bool isChecked)
    {
        this.model = model;
        names = new ModelNames(model);
        var bounds = model.Inputs.Concat(model.Targets).ToDictionary(t => t.Name, t => t.IndexBound);
        this.programs =
        [
            .. programs.Select(p => (
                CsName.Pascal(p.Name), new ProgramEmitter(ModelNames.Program(p.Name), p, model.Symbols, bounds, isChecked))),
        ];
    }

    /// <param name="targetNamespace">Of the public class; null for none.</param>
    public void Emit(CsWriter writer, string? targetNamespace)
    {
        writer.Line($"// Written by netlangc. Changes are lost when it is written again.");
        writer.Line($"#nullable enable");
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
        using var internals = writer.Open($"namespace {names.Internals}");
        foreach (var used in ProgramEmitter.Usings)
            writer.Line($"using global::{CsCode.Join(".", used.Split('.').Select(p => (CsCode)CsName.Of(p)))};");
        writer.Blank();
        new SpecificationEmitter(model).Emit(writer);
        writer.Blank();
        EmitPrograms(writer);
        foreach (var (_, emitter) in programs)
        {
            writer.Blank();
            emitter.Emit(writer);
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
                writer.Line($": base(global::{names.Internals}.Specification.Create(), global::{names.Internals}.Programs.Create(), options, weights)");
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
        }

        predict.EmitOutputs(writer);
    }

    private void EmitPrograms(CsWriter writer)
    {
        using var type = writer.Open($"internal static class Programs");
        using var created = writer.Open($"public static ModelPrograms Create() => new()", "};");
        foreach (var (role, emitter) in programs)
            writer.Line($"{role} = {emitter.Creation},");
    }
}
