using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Types of what tensors come to, and the mistakes.</summary>
public class TensorTests
{
    private static string TypeOf(string expression, string inputs) =>
        Analyzed.Model($"model M {inputs} =\n    {expression}").Outputs[0].Type.ToString();

    private static string CodeOf(string expression, string inputs) =>
        Analyzed.Error($"model M {inputs} =\n    {expression}").Code;

    [Theory]
    [InlineData("x + y", "(x: f32[N, 3]) (y: f32[3])", "f32[N, 3]")]
    [InlineData("x * y", "(x: f32[N, 1, 4]) (y: f32[3, 1])", "f32[N, 3, 4]")]
    [InlineData("2 * x", "(x: f32[N, 3])", "f32[N, 3]")]
    [InlineData("x / N", "(x: f64[N, 3])", "f64[N, 3]")]
    [InlineData("x + 1", "(x: i32[N])", "i32[N]")]
    [InlineData("x > 0.5", "(x: f32[N])", "bool[N]")]
    [InlineData("x > 0.5 && not (x < 0.1)", "(x: f32[N])", "bool[N]")]
    [InlineData("cast f32 x * 0.5", "(x: i32[N])", "f32[N]")]
    [InlineData("x @ y", "(x: f32[N, 3]) (y: f32[3, 5])", "f32[N, 5]")]
    [InlineData("x @ y", "(x: f32[N, T, 3]) (y: f32[3, 5])", "f32[N, T, 5]")]
    [InlineData("x @ y", "(x: f32[N, 4, 3]) (y: f32[N, 3, 5])", "f32[N, 4, 5]")]
    [InlineData("x @ y", "(x: f32[N, 1, 4, 3]) (y: f32[N, 2, 3, 5])", "f32[N, 2, 4, 5]")]
    [InlineData("x @ y", "(x: f32[3]) (y: f32[3])", "f32[]")]
    [InlineData("x @ y", "(x: f32[3]) (y: f32[3, 5])", "f32[5]")]
    [InlineData("x @ y", "(x: f32[N, 3]) (y: f32[3])", "f32[N]")]
    [InlineData("sum x", "(x: f32[N, 3])", "f32[]")]
    [InlineData("sum { axis = -1 } x", "(x: f32[N, 3])", "f32[N]")]
    [InlineData("max { axis = [0; 2]; keepDims = true } x", "(x: f32[N, 3, 4])", "f32[1, 3, 1]")]
    [InlineData("reshape [N * 2; 2] x", "(x: f32[N, 4])", "f32[2 * N, 2]")]
    [InlineData("transpose x", "(x: f32[N, 3, 4])", "f32[N, 4, 3]")]
    [InlineData("permute [2; 0; 1] x", "(x: f32[N, 3, 4])", "f32[4, N, 3]")]
    [InlineData("expandDims -1 x", "(x: f32[N, 3])", "f32[N, 3, 1]")]
    [InlineData("squeeze 1 x", "(x: f32[N, 1, 3])", "f32[N, 3]")]
    [InlineData("broadcastTo [N; 3] x", "(x: f32[N, 1])", "f32[N, 3]")]
    [InlineData("iota 1 (shape x)", "(x: f32[N, 3])", "i32[N, 3]")]
    [InlineData("tensor [[1; 2; 3]; [4; 5; 6]] + x", "(x: f64[N, 1, 1])", "f64[N, 2, 3]")]
    [InlineData("where (x > 0.0) x 0.0", "(x: f64[N])", "f64[N]")]
    [InlineData("x[.., 0]", "(x: f32[N, 3])", "f32[N]")]
    [InlineData("x[_, 1..2]", "(x: f32[N, 3])", "f32[N, 2]")]
    [InlineData("x[.., -1, _]", "(x: f32[N, 3, 4])", "f32[N, 4]")]
    [InlineData("x[0]", "(x: f32[N, 3])", "f32[3]")]
    public void Types(string expression, string inputs, string type) => Assert.Equal(type, TypeOf(expression, inputs));

    [Theory]
    [InlineData("x + y", "(x: f32[N, 3]) (y: f32[4])", "NL3002")]
    [InlineData("x + y", "(x: f32[N]) (y: f32[T])", "NL3002")]
    [InlineData("x + y", "(x: f32[N]) (y: f64[N])", "NL3006")]
    [InlineData("x * 0.5", "(x: i32[N])", "NL3005")]
    [InlineData("x + 300", "(x: u8[N])", "NL3013")]
    [InlineData("exp x", "(x: i32[N])", "NL3012")]
    [InlineData("x @ y", "(x: f32[N, 3]) (y: f32[4, 5])", "NL3001")]
    [InlineData("sum { axis = 2 } x", "(x: f32[N, 3])", "NL3009")]
    [InlineData("sum { axes = 1 } x", "(x: f32[N, 3])", "NL2004")]
    [InlineData("reshape [N; 5] x", "(x: f32[N, 4])", "NL3010")]
    [InlineData("if x > 0.0 then x else 0.0", "(x: f32[N])", "NL3007")]
    [InlineData("match x with | 0 -> x | _ -> x", "(x: f32[N])", "NL3007")]
    [InlineData("x[.., 3]", "(x: f32[N, 3])", "NL3014")]
    [InlineData("x[5]", "(x: f32[N, 3])", "NL3014")]
    [InlineData("x[0, 0, 0]", "(x: f32[N, 3])", "NL3014")]
    [InlineData("tensor [[1.0; 2.0]; [3.0]]", "(x: f32[N])", "NL3016")]
    [InlineData("relu", "(x: f32[N])", "NL3004")]
    [InlineData("relu x x", "(x: f32[N])", "NL2002")]
    [InlineData("x |> dense", "(x: f32[N, 3])", "NL2002")]
    [InlineData("x |> dense 3 x", "(x: f32[N, 3])", "NL2002")]
    [InlineData("dense 4 (transpose x)", "(x: f32[N, 3])", "NL2103")]
    [InlineData("x |> dropout 1.5", "(x: f32[N, 3])", "NL2010")]
    [InlineData("x", "(x: 't[N, 3])", "NL3011")]
    [InlineData("x", "(x: f32[.., 3])", "NL3011")]
    [InlineData("x", "x", "NL3011")]
    [InlineData("x", "(x: f31[N, 3])", "NL3015")]
    [InlineData("x", "(x: f16[N, 3])", "NL3017")]
    [InlineData("cast f32 (cast bf16 x)", "(x: f32[N, 3])", "NL3017")]
    public void Mistakes(string expression, string inputs, string code) => Assert.Equal(code, CodeOf(expression, inputs));
}
