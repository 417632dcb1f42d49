using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

public class MetricTests
{
    [Fact]
    public void Accuracy_is_the_share_of_labels_with_the_largest_output()
    {
        var model = new ReferenceModel(Programs.Model("""
            model M (x: f32[N, 3]) : f32[N, 3] =
                param w : f32[3] = ones
                w * x

            train M = { loss = crossEntropy; metrics = [accuracy] }
            """));
        var x = new TensorValue(ElementType.F32, [4, 3], [1, 2, 3, 5, 4, 3, 0, 9, 0, 7, 7, 1]);
        var label = new TensorValue(ElementType.I32, [4], [2, 1, 1, 0]); // of the last row's equals the first counts
        Assert.Equal(0.75, model.Evaluate(("x", x), ("label", label))["accuracy"].Values[0]);
    }

    [Fact]
    public void R2_combines_the_sums_of_all_batches()
    {
        var definition = Programs.Model("""
            model M (x: f32[N]) : f32[N] =
                param w : f32[] = ones
                w * x

            train M = { loss = mse; metrics = [r2; meanAbsoluteError] }
            """);
        var model = new ReferenceModel(definition);
        double[][] x = [[1, 2, 4], [3]];
        double[][] y = [[1, 3, 5], [3]];
        var sums = new double[4];
        foreach (var (a, b) in x.Zip(y))
        {
            var outputs = model.Evaluate(("x", Batch(a)), ("target", Batch(b)));
            for (var i = 0; i < sums.Length; i++)
                sums[i] += outputs[$"r2.{i}"].Values[0];
        }

        Assert.Equal([2, 12, 44, 4], sums);
        var metric = definition.Metrics[0];
        Assert.Equal(["r2.0", "r2.1", "r2.2", "r2.3"], metric.Outputs.AsEnumerable());
        var hostInputs = sums.Select((s, i) => ($"s{i}", new TensorValue(ElementType.F64, [], [s])))
            .ToDictionary(s => s.Item1, s => s.Item2);
        var context = new EvaluationContext(
            new Dictionary<string, long>(), hostInputs, new Dictionary<string, TensorValue>(), 0, 0);
        var result = Interpreter.Run(metric.Result!, context).Outputs["value"].Values[0];
        Assert.Equal(1 - (2.0 / (44 - (144.0 / 4))), result, 1e-12);
        Assert.Null(definition.Metrics[1].Result);
    }

    private static TensorValue Batch(double[] values) => new(ElementType.F32, [values.Length], values);
}
