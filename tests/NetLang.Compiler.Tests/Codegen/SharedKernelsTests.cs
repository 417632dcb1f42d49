using System.Text.RegularExpressions;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>Equal layers have one method for what they do, and say what is theirs.</summary>
public sealed partial class SharedKernelsTests
{
    private const string Deep = """
        model Deep (x: f32[N, 8]) : f32[N, 3] =
            x |> repeat 3 (named "layers" (dense 8 >> relu >> dropout 0.5)) |> dense 3

        train Deep = { loss = mse; optimizer = sgd {}; batch = 8; epochs = 1 }
        """;

    [Fact]
    public void Equal_layers_share_a_method()
    {
        var text = Compile(new()).EmitCSharp();
        var training = text[text.IndexOf("class TrainProgram<", StringComparison.Ordinal)..];
        var shared = SharedMethod().Matches(training).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(shared);
        Assert.Equal(shared.Distinct(), shared);
        Assert.All(shared, name => Assert.True(Calls(training, name) >= 2, name));
        // Each layer leaves out numbers of its own.
        var keys = Keys().Matches(training).Select(m => m.Groups[1].Value).ToList();
        Assert.True(keys.Count >= 2 && keys.Distinct().Count() == keys.Count, string.Join(", ", keys));
    }

    /// <summary>A message of a checked access names the kernel and its buffer.</summary>
    [Fact]
    public void With_checks_each_kernel_has_its_own_method() =>
        Assert.DoesNotContain("_shared", Compile(new() { Checked = true }).EmitCSharp(), StringComparison.Ordinal);

    private static int Calls(string text, string method) => text.Split($" {method}(&own, tile, thread);").Length - 1;

    private static Compilation Compile(CompilerOptions options) => Compilation.Create(new SourceText("deep.net", Deep), options);

    [GeneratedRegex(@"static void (\w+_shared)\(ExecutionFrame\*")]
    private static partial Regex SharedMethod();

    [GeneratedRegex(@"stackalloc ulong\[\] \{ (\w+) \}")]
    private static partial Regex Keys();
}
