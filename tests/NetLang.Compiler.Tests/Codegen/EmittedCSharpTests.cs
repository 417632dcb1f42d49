using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>The C# of two small models, for people to read.</summary>
public sealed class EmittedCSharpTests
{
    private const string Classifier = """
        /// Two layers, with probabilities at the end.
        model Classifier (features: f32[N, 20]) : f32[N, 3] =
            features |> dense 24 |> relu |> dense 3 |> softmax
        """;

    private const string Regression = """
        /// A line through points.
        model Regression (x: f32[N, 5]) : f32[N, 1] = dense 1 x

        train Regression = { loss = mse; optimizer = sgd {}; batch = 8; epochs = 2 }
        """;

    [Theory]
    [InlineData("classifier", Classifier)]
    [InlineData("regression", Regression)]
    public void Reads_well(string name, string source) =>
        Snapshot.Match(Compile(name, source, new()).EmitCSharp(), name);

    [Theory]
    [InlineData("classifier", Classifier)]
    [InlineData("regression", Regression)]
    public void Is_the_same_assembly_every_time(string name, string source)
    {
        var options = new CompilerOptions { Namespace = "Some.Models", AssemblyName = "Models" };
        var first = Emit(name, source, options);
        var second = Emit(name, source, options);
        Assert.Equal(first.Image, second.Image);
        Assert.Equal(first.Symbols, second.Symbols);
        Assert.Contains("Some.Models", System.Text.Encoding.UTF8.GetString(first.Documentation), StringComparison.Ordinal);
    }

    [Fact]
    public void Compiles_with_checks_and_without_fusion()
    {
        Emit("checked", Regression, new() { Checked = true });
        Emit("unfused", Regression, new() { Fuse = false, Passes = [] });
    }

    [Theory]
    [InlineData("System")]
    [InlineData("Predict")]
    [InlineData("Model")]
    [InlineData("Math")]
    [InlineData("Gemm")]
    public void A_model_may_have_any_name(string model) =>
        Emit("names", $"model {model} (x: f32[N, 5]) : f32[N, 1] = dense 1 x", new());

    [Fact]
    public void An_unknown_pass_is_reported()
    {
        var compilation = Compilation.Create(new SourceText("x.net", Regression), new() { Passes = ["nonsense"] });
        Assert.Equal(CompilationErrors.UnknownPass.Code, Assert.Single(compilation.Diagnostics).Code);
    }

    private static Compilation Compile(string name, string source, CompilerOptions options)
    {
        var compilation = Compilation.Create(new SourceText(name + ".net", source), options);
        Assert.True(compilation.Diagnostics.All(d => !d.IsError), string.Join("\n", compilation.Diagnostics.Select(d => $"{d.Span} {d.Message}")));
        return compilation;
    }

    private static EmitResult Emit(string name, string source, CompilerOptions options)
    {
        var compilation = Compile(name, source, options);
        var result = compilation.EmitAssembly(CompiledPrograms.References);
        Assert.True(result.Image is not null, string.Join("\n", result.Diagnostics.Select(d => d.Message)));
        return result;
    }
}
