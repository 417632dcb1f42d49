using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using NetLang.Compiler.Codegen;
using NetLang.Compiler.Codegen.Cpu;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Kernels;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Testing;

/// <summary>Kernel programs as loaded code: many of them in one assembly, since starting Roslyn costs more than using it.</summary>
public static class CompiledPrograms
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> Platform = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(p) is "NetLang.Runtime.dll" or "netstandard.dll" or "mscorlib.dll")
            .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p)),
    ]);

    /// <summary>What emitted assemblies refer to.</summary>
    public static ImmutableArray<MetadataReference> References => Platform.Value;

    public static CompiledProgram Compile(KernelProgram program, ImmutableArray<string> symbols, bool isChecked = false) =>
        Compile([program], symbols, isChecked)[0];

    public static ImmutableArray<CompiledProgram> Compile(
        ImmutableArray<KernelProgram> programs, ImmutableArray<string> symbols, bool isChecked = false)
    {
        var source = Emit(programs, symbols, isChecked);
        var diagnostics = new DiagnosticBag();
        var assembly = AssemblyEmitter.Emit("Programs", [new("Programs.g.cs", source)], References, diagnostics);
        Assert.True(assembly is not null, string.Join("\n", diagnostics.All.Select(d => d.Message)) + "\n" + source);
        var loaded = new AssemblyLoadContext("Programs", isCollectible: true).LoadFromStream(new MemoryStream(assembly!.Dll));
        var all = loaded.GetType("Emitted.All")!.GetMethod("Create")!;
        return [.. ((Lazy<CompiledProgram>[])all.Invoke(null, null)!).Select(p => p.Value)];
    }

    /// <summary>The C# of some programs.</summary>
    public static string Emit(ImmutableArray<KernelProgram> programs, ImmutableArray<string> symbols, bool isChecked = false)
    {
        var writer = new CsWriter();
        foreach (var name in ProgramEmitter.Usings)
            writer.Line(CsCode.Join("", [CsCode.Of($"using "), CsCode.Join(".", name.Split('.').Select(n => (CsCode)CsName.Of(n))), CsCode.Of($";")]));
        writer.Line($"namespace Emitted;");
        var emitters = new List<ProgramEmitter>();
        foreach (var (number, program) in programs.Index())
        {
            var emitter = new ProgramEmitter(CsName.Of($"Program{number}"), program, symbols, new Dictionary<string, long>(), isChecked);
            emitter.Emit(writer);
            writer.Blank();
            emitters.Add(emitter);
        }

        using (writer.Open($"public static class All"))
        using (writer.Open($"public static Lazy<CompiledProgram>[] Create() => new Lazy<CompiledProgram>[]", "};"))
            emitters.ForEach(e => e.EmitCreation(writer, CsCode.Empty));
        return writer.ToString();
    }
}
