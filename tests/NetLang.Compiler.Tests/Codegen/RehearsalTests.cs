using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetLang.Compiler.Codegen;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>What is compiled in advance must be like what is emitted, or it loads too little of Roslyn.</summary>
public sealed class RehearsalTests
{
    private const string Program = """
        /// A network with all that is usual.
        model Net (x: f32[N, 20]) : f32[N, 3] =
            x |> dense 24 |> relu |> dropout 0.2 |> dense 3

        train Net =
            { data      = idx "images" "labels" |> scale (1.0 / 255.0)
              loss      = crossEntropy
              optimizer = adam
              metrics   = [accuracy]
              batch     = 8
              epochs    = 2 }
        """;

    [Fact]
    public void Compiles()
    {
        var diagnostics = new DiagnosticBag();
        AssemblyEmitter.Emit("Rehearsal", [Rehearsal.Source], CompiledPrograms.References, diagnostics);
        Assert.Empty(diagnostics.All);
    }

    [Fact]
    public void Has_each_construct_of_emitted_code()
    {
        var compilation = Compilation.Create(new SourceText("net.net", Program), new());
        Assert.Empty(compilation.Diagnostics);
        var missing = Constructs(compilation.EmitCSharp()).Except(Constructs(Rehearsal.Source.Content)).ToList();
        Assert.True(missing.Count == 0, string.Join(", ", missing));
    }

    private static IEnumerable<SyntaxKind> Constructs(string text) =>
        CSharpSyntaxTree.ParseText(text, new(documentationMode: DocumentationMode.Parse))
            .GetRoot()
            .DescendantNodes(descendIntoTrivia: true)
            .Select(n => n.Kind())
            .Distinct();
}
