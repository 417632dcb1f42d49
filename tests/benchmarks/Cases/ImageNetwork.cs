using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace NetLang.Benchmarks.Cases;

/// <summary>
/// A convolutional network of examples/images, with its optimizer: as its file says, but for data, schedule and, where
/// losses are compared, dropout. <c>pytorch.py</c> has the same for PyTorch.
/// </summary>
/// <param name="File">Its name, without extension.</param>
/// <param name="Batch">Examples a step, as the file says.</param>
/// <param name="Work">As <c>netlangc summary</c> tells it, which leaves out what no pooling sees.</param>
internal sealed partial record ImageNetwork(
    string Name, string File, ImmutableArray<int> Shape, int Batch, double CheckRate, Work Work)
    : Network(Name, Shape, Classes: 10, CheckRate, Work)
{
    private static readonly ImmutableArray<int> Coloured = [3, 32, 32];
    private static readonly ImmutableArray<int> Grey = [1, 28, 28];

    public static ImageNetwork SimpleCnn { get; } =
        new("SimpleCNN", "simple-cnn", Coloured, 64, 3e-4, new(3072, 42_442, 6_709_248, 1_555_200, States: 2));

    public static ImageNetwork ResNet { get; } =
        new("ResNet", "resnet", Grey, 128, 5e-3, new(784, 151_738, 25_917_184, 225_792, States: 1));

    public static ImageNetwork Separable { get; } =
        new("Separable", "separable", Grey, 128, 1e-4, new(784, 49_754, 6_562_304, 451_584, States: 2));

    public override IReadOnlyList<string> PeerOptions => [$"example={File}"];

    public override string Source()
    {
        var text = System.IO.File.ReadAllText(Path.Combine(Workspace.Root, "examples", "images", File + ".net"));
        var (model, train) = (ModelPart().Match(text), TrainPart().Match(text));
        return text[..model.Index]
            + Part("Measured", model.Value, train.Value, MeasuredRate)
            + Part("Checked", Dropout().Replace(model.Value, ""), train.Value, CheckRate);
    }

    private static string Part(string name, string model, string train, double rate) =>
        DefinedName().Replace(model, name)
        + DefinedName().Replace(Data().Replace(Schedule().Replace(train, $"constantRate {Text(rate)}"), ""), name)
        + "\n";

    /// <summary>The paragraph of the model.</summary>
    [GeneratedRegex(@"^model .*?\n\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ModelPart();

    /// <summary>To the end.</summary>
    [GeneratedRegex("^train .*", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex TrainPart();

    [GeneratedRegex("(?<=^(model|train) )[A-Za-z]+")]
    private static partial Regex DefinedName();

    /// <summary>The fields before the loss: what to learn from and to validate with.</summary>
    [GeneratedRegex("data  .*?(?=loss  )", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("(?<=schedule  = ).*")]
    private static partial Regex Schedule();

    [GeneratedRegex(@"^ *\|> dropout .*\n", RegexOptions.Multiline)]
    private static partial Regex Dropout();
}
