using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>Every cast at the edges of the types, on the CPU and in the reference, bit for bit.</summary>
[Trait("Category", "Numeric")]
public sealed class CastTests
{
    private static readonly ElementType[] Types =
        [ElementType.F32, ElementType.F64, ElementType.I32, ElementType.I64, ElementType.U8, ElementType.Bool];

    private static readonly double[] Floats =
    [
        double.NegativeInfinity, -1e30, -9.3e18, -2147483649, -2147483648, -255.5, -1, -0.5, -0.0,
        double.PositiveInfinity, 1e30, 9.3e18, 2147483648, 2147483520, 300, 255.9, 1.5, 0, double.NaN,
    ];

    private static readonly double[] Integers = [int.MinValue, -256, -1, 0, 1, 255, 256, 300, 16777217, int.MaxValue];

    private static readonly double[] LongIntegers = [-(1L << 40) - 3, (1L << 33) + 200, (1L << 53) - 1, .. Integers];

    [Fact]
    public void Every_cast_agrees_with_its_reference()
    {
        var cases = new List<BackendCase>();
        foreach (var from in Types)
        {
            var values = Values(from);
            foreach (var to in Types)
            {
                var b = new GraphBuilder();
                var cast = b.Cast(b.Input("x", new(from, Shape.Of(values.Length))), to);
                // In one kernel with a further cast, a value is never stored as its type.
                var further = b.Cast(cast, ElementType.F64);
                var graph = new Graph(
                    "train", [new(ResultKind.Output, "cast", cast), new(ResultKind.Output, "further", further)]);
                cases.Add(new($"{from} to {to}", graph, Context(new(from, [values.Length], values))));
                var only = new Graph("train", [new(ResultKind.Output, "further", further)]);
                cases.Add(new($"{from} to {to} to f64", only, Context(new(from, [values.Length], values))));
            }
        }

        BackendAgreement.Check([], tolerance: 0, cases);
    }

    [Theory]
    [InlineData(ElementType.F64, 3e9, ElementType.I32, int.MaxValue)]
    [InlineData(ElementType.F32, -3e9, ElementType.I32, int.MinValue)]
    [InlineData(ElementType.F64, double.NaN, ElementType.I32, 0)]
    [InlineData(ElementType.F64, 1e3, ElementType.U8, 255)]
    [InlineData(ElementType.F32, -2.9, ElementType.I32, -2)]
    [InlineData(ElementType.I64, (1L << 33) + 7, ElementType.I32, 7)]
    [InlineData(ElementType.I32, 300, ElementType.U8, 44)]
    public void Floats_saturate_and_integers_wrap(ElementType from, double value, ElementType to, double expected)
    {
        var b = new GraphBuilder();
        var cast = b.Cast(b.Input("x", new(from, Shape.Scalar)), to);
        var graph = new Graph("train", [new(ResultKind.Output, "y", cast)]);
        var result = Interpreter.Run(graph, Context(TensorValue.Scalar(from, value)));
        Assert.Equal(expected, result.Outputs["y"].Values[0]);
    }

    private static double[] Values(ElementType type) => type switch
    {
        ElementType.F32 or ElementType.F64 => [.. Floats.Select(v => TensorValue.Round(type, v))],
        ElementType.I32 => Integers,
        ElementType.I64 => LongIntegers,
        ElementType.U8 => [0, 1, 44, 127, 128, 255],
        _ => [0, 1, 1, 0, 1],
    };

    private static EvaluationContext Context(TensorValue x) => new(
        new Dictionary<string, long>(),
        new Dictionary<string, TensorValue> { ["x"] = x },
        new Dictionary<string, TensorValue>(),
        Seed: 0,
        Step: 0);
}
