using System.Collections.Immutable;
using NetLang.Compiler.Codegen;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Diagnostics;

/// <summary>
/// The page of each diagnostic holds a wrong program, which produces that diagnostic alone, and the same one mended, which
/// compiles. What is printed for the wrong one stands in <c>Codes/NL0000.verified.txt</c>.
/// </summary>
public class ExamplePageTests
{
    /// <summary>What no program alone produces.</summary>
    private static readonly Dictionary<string, Func<Diagnostic>> Otherwise = new()
    {
        ["NL2304"] = () => Compiled(
            "import \"link/net.net\"", new() { ReadImport = _ => new("import \"link/net.net\"") }),
        ["NL5201"] = () =>
        {
            var bag = new DiagnosticBag();
            AssemblyEmitter.Emit("Broken", [new("Broken.g.cs", "class C { int x = }")], [], bag);
            return bag.All[0];
        },
        ["NL5202"] = () =>
        {
            var failure = Compiled("", new() { Passes = default(ImmutableArray<string>) });
            return failure with { Message = failure.Message.Split('\n')[0] }; // behind it stands where it happened
        },
        ["NL5203"] = () => Compiled("", new() { Passes = ["simplfy"] }),
    };

    public static TheoryData<string> Codes => [.. DiagnosticCatalog.All.Select(d => d.Code)];

    public static TheoryData<string> WithExample =>
        [.. DiagnosticCatalog.All.Where(d => d.Example is not null).Select(d => d.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_wrong_program_produces_the_diagnostic_alone(string code)
    {
        var descriptor = DiagnosticCatalog.Find(code)!;
        var diagnostic = descriptor.Example is { } example
            ? Compiled(example.Wrong, new() { ReadImport = ImportedFiles.InMemory(example.Files) })
            : Otherwise[code]();
        var text = DiagnosticRenderer.Render(diagnostic, RenderStyle.Plain);
        CodeSnapshots.Match(text, code);
        Assert.Equal(code, diagnostic.Code);
    }

    [Theory]
    [MemberData(nameof(WithExample))]
    public void The_right_program_compiles(string code)
    {
        var example = DiagnosticCatalog.Find(code)!.Example!;
        var options = new CompilerOptions { ReadImport = ImportedFiles.InMemory(example.Files) };
        var found = Compilation.Create(new SourceText("right.net", example.Right), options).Diagnostics;
        Assert.Equal("", DiagnosticRenderer.Render(found, RenderStyle.Plain));
    }

    [Fact]
    public void No_file_is_left_without_its_code() => CodeSnapshots.AreOf(DiagnosticCatalog.All.Select(d => d.Code));

    private static Diagnostic Compiled(string text, CompilerOptions options)
    {
        var found = Compilation.Create(new SourceText("example.net", text), options).Diagnostics;
        return found is [var only]
            ? only
            : throw new InvalidOperationException(
                $"{found.Count} diagnostics\n{DiagnosticRenderer.Render(found, RenderStyle.Plain)}");
    }
}
