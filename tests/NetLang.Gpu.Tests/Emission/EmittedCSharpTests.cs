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
    public void Reads_well(string name, string source) =>
        Snapshot.Match(Compiled(name, source, Targets.Gpu).EmitCSharp(), name);

    [Theory]
    [InlineData("Gpu", "frame", "tile", "N")]
    [InlineData("GpuDevice", "seed", "step", "Group")]
    [InlineData("Device", "scalars", "block", "Grid")]
    [InlineData("ILGPU", "row", "sum", "GpuRandom")]
    public void All_names_may_be_any(string model, string left, string right, string symbol) => Compiled(
        "names",
        $$"""
        model {{model}} ({{left}}: f32[{{symbol}}, 5]) ({{right}}: f32[{{symbol}}, 5]) : f32[{{symbol}}, 1] =
            {{left}} * {{right}} + randomNormal (shape {{left}}) |> softmax |> dense 1

        train {{model}} = { loss = mse }
        """,
        Targets.Cpu | Targets.Gpu);

    private static Compilation Compiled(string name, string source, Targets targets)
    {
        var compilation = Compilation.Create(new SourceText(name + ".net", source), new() { Targets = targets });
        Assert.DoesNotContain(compilation.Diagnostics, d => d.IsError);
        var emitted = compilation.EmitAssembly(GpuPrograms.References);
        Assert.Empty(emitted.Diagnostics);
        return compilation;
    }
}
