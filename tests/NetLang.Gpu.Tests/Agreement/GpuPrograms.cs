using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using ILGPU;
using ILGPU.Runtime;
using Microsoft.CodeAnalysis;
using NetLang.Compiler.Codegen;
using NetLang.Compiler.Codegen.Gpu;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Kernels;
using NetLang.Runtime.Execution;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Agreement;

/// <summary>
/// Kernel programs as loaded GPU code: many of them in one assembly, as <see cref="CompiledPrograms"/> has them.
/// </summary>
internal sealed class GpuPrograms
{
    private readonly Func<Accelerator, Lazy<CompiledProgram>[]> create;

    private GpuPrograms(Func<Accelerator, Lazy<CompiledProgram>[]> create) => this.create = create;

    /// <summary>What assemblies with GPU code refer to.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. CompiledPrograms.References,
        .. new[] { typeof(Context).Assembly, typeof(AlgorithmContext).Assembly }
            .Select(a => (MetadataReference)MetadataReference.CreateFromFile(a.Location)),
    ];

    public static GpuPrograms Compile(ImmutableArray<KernelProgram> programs, ImmutableArray<string> symbols)
    {
        var source = Emit(programs, symbols);
        var diagnostics = new DiagnosticBag();
        var assembly = AssemblyEmitter.Emit(
            "GpuPrograms", [new("Programs.g.cs", source), .. GpuSources.Files], References, diagnostics);
        Assert.True(assembly is not null, string.Join("\n", diagnostics.All.Select(d => d.Message)) + "\n" + source);
        var context = new AssemblyLoadContext("GpuPrograms", isCollectible: true);
        var loaded = context.LoadFromStream(new MemoryStream(assembly!.Dll));
        var all = loaded.GetType("Emitted.All")!.GetMethod("Create")!;
        return new(all.CreateDelegate<Func<Accelerator, Lazy<CompiledProgram>[]>>());
    }

    /// <summary>The C# of some programs.</summary>
    public static string Emit(ImmutableArray<KernelProgram> programs, ImmutableArray<string> symbols)
    {
        var writer = new CsWriter();
        writer.Line($"#nullable enable");
        foreach (var name in GpuProgramEmitter.Usings)
            writer.Line($"using {CsCode.Join(".", name.Split('.').Select(n => (CsCode)CsName.Of(n)))};");
        writer.Line($"namespace Emitted;");
        var emitters = new List<GpuProgramEmitter>();
        foreach (var (number, program) in programs.Index())
        {
            var emitter = new GpuProgramEmitter(
                CsName.Of($"Program{number}"), program, symbols, new Dictionary<string, long>());
            emitter.Emit(writer);
            writer.Blank();
            emitters.Add(emitter);
        }

        using (writer.Open($"public static class All"))
        using (writer.Open($"public static Lazy<CompiledProgram>[] Create(Accelerator accelerator)"))
        {
            writer.Line($"var device = new GpuDevice(accelerator);");
            using (writer.Open($"return new Lazy<CompiledProgram>[]", "};"))
                emitters.ForEach(e => e.EmitCreation(writer, CsCode.Empty));
        }

        return writer.ToString();
    }

    /// <summary>The programs on a device.</summary>
    public ImmutableArray<CompiledProgram> On(Accelerator accelerator) => [.. create(accelerator).Select(p => p.Value)];
}
