using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using ILGPU;
using ILGPU.Runtime;
using NetLang.Compiler;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Text;
using NetLang.Gpu.Tests.Agreement;
using NetLang.Runtime;
using NetLang.Runtime.Execution;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Models;

/// <summary>The last model of a file, built for both targets.</summary>
internal sealed class BuiltModel
{
    private readonly Assembly assembly;

    public BuiltModel(string source)
        : this(new SourceText("test.net", source), ImportedFiles.InMemory())
    {
    }

    public BuiltModel(SourceText source, SourceLoader imports)
    {
        var compilation = Compilation.Create(
            source,
            new()
            {
                AssemblyName = "test",
                Targets = Targets.Cpu | Targets.Gpu,
                Verify = true,
                ReadImport = imports,
            });
        Assert.True(
            !compilation.Diagnostics.Any(d => d.IsError),
            DiagnosticRenderer.Render(compilation.Diagnostics, RenderStyle.Plain));
        Definition = compilation.Models[^1];
        var emitted = compilation.EmitAssembly(GpuPrograms.References);
        Assert.Empty(emitted.Diagnostics);
        assembly = new AssemblyLoadContext("test", isCollectible: true)
            .LoadFromStream(new MemoryStream(emitted.Image!));
    }

    public ModelDefinition Definition { get; }

    /// <summary>All kernels: static methods that take views.</summary>
    public IEnumerable<MethodInfo> Kernels =>
        from type in assembly.GetTypes()
        where type.Namespace == $"NetLang.Emitted.{Definition.Name}.Gpu"
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
        where method.GetParameters().Any(p => p.ParameterType is { IsGenericType: true } view
            && view.GetGenericTypeDefinition() == typeof(ArrayView<>))
        select method;

    /// <summary>What devices run.</summary>
    public IEnumerable<MethodInfo> Launches => assembly.GetTypes()
        .Where(t => t.BaseType?.Name == "GpuProgram")
        .SelectMany(t => t.GetMethods(BindingFlags.NonPublic | BindingFlags.Static))
        .Where(m => m.Name.EndsWith("_launch", StringComparison.Ordinal));

    /// <summary>The model as an app makes it.</summary>
    /// <exception cref="NetLangException">The device cannot be had.</exception>
    public Model Create(ModelOptions options)
    {
        var create = assembly.GetType(Definition.Name)!.GetMethod("Create")!;
        return create.CreateDelegate<Func<ModelOptions, Model>>()(options);
    }

    /// <summary>
    /// The model with its GPU code on an accelerator of the test's choice, where an app gets the best GPU.
    /// </summary>
    public Model CreateOn(Accelerator accelerator, ModelOptions options)
    {
        using var description = Create(new());
        var device = Activator.CreateInstance(assembly.GetType("NetLang.Gpu.GpuDevice")!, accelerator, null);
        var programs = assembly.GetType($"NetLang.Emitted.{Definition.Name}.Gpu.Programs")!.GetMethod("Create")!;
        return new ModelOf(description.Specification, (ModelPrograms)programs.Invoke(null, [device])!, options);
    }

    private sealed class ModelOf(ModelSpec specification, ModelPrograms programs, ModelOptions options)
        : Model(specification, programs, options);
}
