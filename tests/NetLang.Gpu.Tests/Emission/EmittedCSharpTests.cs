using System.Linq;
using NetLang.Compiler;
using NetLang.Compiler.Text;
using NetLang.Gpu.Tests.Agreement;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Emission;

/// <summary>The GPU's C# of two small models, for people to read.</summary>
public sealed class EmittedCSharpTests
{
    private const string Xor = """
        /// Exclusive or of two numbers.
        model Xor (x: f32[N, 2]) : f32[N, 1] =
            x |> dense 8 |> tanh |> dense 1

        train Xor =
            { loss     = binaryCrossEntropy
              schedule = constantRate 0.05
              batch    = 4 }
        """;

    private const string Classifier = """
        /// Which of three kinds: a score each.
        model Classifier (features: f32[N, 20]) : f32[N, 3] =
            features |> dense 24 |> relu |> dropout 0.2 |> dense 3

        train Classifier =
            { loss      = crossEntropy
              optimizer = adam
              metrics   = [accuracy]
              batch     = 32 }
        """;

    [Theory]
    [InlineData("xor", Xor)]
    [InlineData("classifier", Classifier)]
    public void Reads_well(string name, string source)
    {
        var compilation = Compilation.Create(new SourceText(name + ".net", source), new() { Targets = Targets.Gpu });
        Assert.Empty(compilation.Diagnostics);
        Snapshot.Match(compilation.EmitCSharp(), name);
        var emitted = compilation.EmitAssembly(GpuPrograms.References);
        Assert.True(emitted.Image is not null, string.Join("\n", emitted.Diagnostics.Select(d => d.Message)));
    }
}
