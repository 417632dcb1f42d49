using System.Diagnostics;
using NetLang.Parity.Tests.PyTorch;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.MachineCode;

/// <summary>
/// The JIT compiler inlines nothing more in a method of 512 locals. A kernel that meets this limit calls even sums of
/// vectors, and takes several times as long; nothing else tells. Each width has operations of its own, and with
/// them other numbers of locals.
/// </summary>
[Trait("Category", "Slow")]
public sealed class InliningTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Kernels_of_activations_do_not_have_too_many_locals() => Check(Fixture.Activations.Cases
        .Select(c => c.Name == "geluTanh" ? "gelu { approximate = Tanh }" : c.Name)
        .Append("logSoftmax |> exp")
        .Select((activation, i) => Model(i, activation, "mse", "sgd")));

    [Fact]
    public void Kernels_of_losses_do_not_have_too_many_locals() =>
        Check(Fixture.Losses.Cases.Select((loss, i) => Model(i, "relu", loss.Name, "sgd")));

    [Fact]
    public void Kernels_of_optimizers_do_not_have_too_many_locals() =>
        Check(Fixture.Optimizers.Cases
        .Where(c => !c.Optimizer.Contains(' ', StringComparison.Ordinal)) // the others differ in numbers
        .Select((c, i) => Model(i, "relu", "mse", c.Optimizer)));

    [Fact]
    public void Kernels_of_many_stages_do_not_have_too_many_locals() => Check(["""
        let standardize (x: 't[.., n]) =
            param gain : 't[n] = ones
            param shift : 't[n] = zeros
            let centre = mean { axis = -1; keepDims = true } x
            (x - centre) / sqrt (variance { axis = -1; keepDims = true } x + 0.00001) * gain + shift

        model M (x: f32[N, 30]) : f32[N, 100] = x |> dense 100 |> standardize |> softmax |> dense 100

        """]);

    /// <summary>Rows of 13 are all in one vector of 16 lanes at most, those of 100 in several.</summary>
    private static string Model(int number, string activation, string loss, string optimizer) => $$"""
        model M{{number}} (x: f32[N, 30]) : f32[N, {{(number % 2 == 0 ? 100 : 13)}}] =
            x |> dense 100 |> {{activation}} |> dense {{(number % 2 == 0 ? 100 : 13)}} |> {{activation}}

        train M{{number}} = { loss = {{loss}}; optimizer = {{optimizer}}; batch = 64; epochs = 1 }

        """;

    private void Check(IEnumerable<string> models)
    {
        if (CompiledModel.Checked)
            return; // checks of every access are calls
        var emitted = CompiledModel.Compile(string.Concat(models)).EmitAssembly(CompiledModel.References);
        Assert.Empty(emitted.Diagnostics);
        var path = folder.Write("kernels.dll", emitted.Image!);
        using Process widest = Compiling(path, 512), narrower = Compiling(path, 256), narrowest = Compiling(path, 128);
        foreach (var process in (Process[])[widest, narrower, narrowest])
        {
            Assert.Equal("", process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode); // 1 where the JIT compiler did not report what it must
        }
    }

    /// <summary>A process that compiles the kernels for vectors of so many bits at most.</summary>
    private static Process Compiling(string path, int bits)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, path, $"{bits}"])
        {
            Environment = { ["DOTNET_TieredCompilation"] = "0" },
            RedirectStandardOutput = true,
        };
        if (bits < 512)
            start.Environment[bits < 256 ? "DOTNET_EnableAVX2" : "DOTNET_EnableAVX512"] = "0";
        return Process.Start(start)!;
    }
}
