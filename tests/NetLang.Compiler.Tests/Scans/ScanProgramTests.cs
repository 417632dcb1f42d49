using NetLang.Compiler.IR;
using NetLang.Compiler.Tests.Semantics;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Scans;

/// <summary>What becomes of scans in programs; that they compute and learn what they should, TensorProgramTests tell.</summary>
public sealed class ScanProgramTests
{
    [Fact]
    public void Random_numbers_differ_from_step_to_step()
    {
        var model = Analyzed.ModelOfUser("""
            model M (x: f64[N, T]) : f64[N, T] =
                let _, ys = scan (fun s now -> (s, randomUniform [N])) 0.0 x
                ys
            """);
        var values = Interpreter.Run(model.Predict, RandomValues.For(model.Predict, 1, ("N", 3), ("T", 4))).Outputs["output"].Values;
        Assert.Equal(12, values.Distinct().Count());
    }

    [Fact]
    public void What_no_step_changes_is_computed_once()
    {
        var model = Analyzed.ModelOfUser("""
            model M (x: f64[N, T], w: f64[N]) : f64[N] =
                let last, _ = scan (fun s now -> (s * exp w + now, ())) (zeros [N]) x
                last
            """.Replace(", w: f64[N])", ") (w: f64[N])", StringComparison.Ordinal));
        Assert.Contains(model.Predict.Nodes, n => n.Op.Name == "exp");
    }
}
