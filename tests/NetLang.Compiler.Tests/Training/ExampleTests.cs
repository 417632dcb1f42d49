using System.Runtime.CompilerServices;
using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>The models of the gallery; those with their data inside are trained as their files say.</summary>
public class ExampleTests
{
    private static readonly string Folder = FolderOf();

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.net", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_example_compiles_without_a_word(string file) => Model(file);

    [Fact]
    public void The_neuron_set_by_hand_gives_what_its_comment_says()
    {
        var x = new TensorValue(ElementType.F32, [1, 3], [0.5, 0.3, 0.2]);
        Assert.Equal(0.6548, new ReferenceModel(Model("perceptron/by-hand.net")).Predict(("x", x))["output"].Values[0], 1e-4);
    }

    [Theory]
    [InlineData("perceptron/and.net")]
    [InlineData("perceptron/or.net")]
    [InlineData("xor/xor.net")]
    public void Small_ones_learn_their_tables(string file)
    {
        var definition = Model(file);
        var rows = Assert.IsType<InlineSource>(definition.Training!.Data);
        var x = new TensorValue(ElementType.F32, [4, 2], [.. rows.Features.SelectMany(r => r)]);
        var y = new TensorValue(ElementType.F32, [4, 1], [.. rows.Targets.SelectMany(r => r)]);
        var model = new ReferenceModel(definition, definition.Training.Seed);
        for (var i = 0; i < definition.Training.Epochs; i++)
            model.Train(definition.Training.Epochs, ("x", x), ("target", y));
        Assert.Equal(1, model.Evaluate(("x", x), ("target", y))["binaryAccuracy"].Values[0]);
    }

    /// <summary>The last model of a file.</summary>
    private static ModelDefinition Model(string file)
    {
        var (result, diagnostics) = Programs.Analyze(
            File.ReadAllText(Path.Combine(Folder, file)), file, ImportedFiles.OnDisk(Folder));
        Assert.Empty(diagnostics.All);
        return result.Models[^1];
    }

    private static string FolderOf([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../examples"));
}
