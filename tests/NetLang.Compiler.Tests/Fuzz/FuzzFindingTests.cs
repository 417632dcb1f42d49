using System.Runtime.CompilerServices;
using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Fuzz;

/// <summary>
/// Programs that <c>tests/NetLang.Fuzz</c> once made the compiler fail on: each is a model or diagnostics, none of which
/// is an internal error. What emission failed on goes all the way to an assembly.
/// </summary>
public class FuzzFindingTests
{
    private static readonly string Folder = FolderOf();

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.net").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void NothingFails(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var compilation = Compilation.Create(new SourceText(file, text), new() { Verify = true });
        Assert.DoesNotContain(CompilationErrors.InternalError, compilation.Diagnostics.Select(d => d.Descriptor));
        if (compilation.Models.IsEmpty || compilation.Diagnostics.Any(d => d.IsError))
            return;
        Assert.All(compilation.Programs, program => Assert.NotNull(program.Kernels));
        Assert.Empty(compilation.EmitAssembly(CompiledPrograms.References).Diagnostics);
        var both = Compilation.Create(new SourceText(file, text), new() { Targets = Targets.Cpu | Targets.Gpu });
        Assert.NotEmpty(both.EmitCSharp());
    }

    private static string FolderOf([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "Programs");
}
