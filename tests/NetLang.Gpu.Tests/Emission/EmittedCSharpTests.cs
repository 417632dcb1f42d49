using System;
using System.IO;
using NetLang.Compiler;
using NetLang.Compiler.Text;
using NetLang.Gpu.Tests.Agreement;
using NetLang.Gpu.Tests.Models;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Emission;

/// <summary>The GPU's C#, for people to read: all of a small model's, and the kernels of a larger one.</summary>
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

    [Fact]
    public void A_small_model_reads_well() => Snapshot.Match(Compiled("xor", Xor, Targets.Gpu).EmitCSharp(), "xor");

    [Fact]
    public void A_training_step_of_the_mlp_reads_well()
    {
        var source = File.ReadAllText(Path.Combine(ExampleFiles.Folder, "mnist/mlp.net"));
        var kernels = Compiled("mlp", source, Targets.Gpu).EmitGpuKernels();
        Snapshot.Match(kernels[kernels.IndexOf("// Mlp, program \"train\"", StringComparison.Ordinal)..], "mlp");
    }

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
