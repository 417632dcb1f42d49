using System.Linq;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Passes;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Agreement;

/// <summary>Programs that move tensors in all ways of the language, predicting and training on the GPU.</summary>
[Trait("Category", "Slow")]
public sealed class TensorProgramTests
{
    private const double Tolerance = 1e-11;

    [Fact]
    public void They_compute_what_the_interpreter_does()
    {
        var cases =
            from name in TensorPrograms.All.Keys
            let model = Programs.Model(TensorPrograms.Text(name))
            from graph in new[] { model.Train!, model.Predict }
            let optimized = Pipeline.Default.Run(graph, new DiagnosticBag(), verify: true, model.Variables)
            from example in TensorPrograms.Cases(name, optimized)
            select example;
        GpuAgreement.Check([.. TensorPrograms.AllSymbols], Tolerance, [4, 16], [.. cases]);
    }
}
