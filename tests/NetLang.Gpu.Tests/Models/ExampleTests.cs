using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Models;

/// <summary>The models of the gallery, narrowed.</summary>
[Trait("Category", "Slow")]
public sealed partial class ExampleTests
{
    public static TheoryData<string> Files => [.. Paths.Where(path => !IsOfImages(path) && !IsOfSequences(path) && !IsOfTransformers(path))];

    /// <summary>
    /// With recurrent networks, a Transformer, and those convolutional ones that are shallow, which take a test device some seconds.
    /// In other Transformers rounding is all that is left of a gradient: that of the bias of keys, which adds the same to all scores
    /// of a query.
    /// </summary>
    public static TheoryData<string> FilesForFewSteps =>
    [
        .. Files, .. Paths.Where(IsOfSequences),
        "images/autoencoder.net", "images/cnn.net", "images/separable.net", "images/simple-cnn.net",
        "transformers/vit.net",
    ];

    private static IEnumerable<string> Paths =>
        ExampleFiles.Paths.Select(path => Path.GetRelativePath(ExampleFiles.Folder, path));

    [Theory]
    [MemberData(nameof(Files))]
    public void Agree(string file)
    {
        var files = ImportedFiles.OnDisk(ExampleFiles.Folder);
        var source = new SourceText(file, Narrowed(file, files(file).Text!));
        ModelAgreement.Check(source, path => new(Narrowed(path, files(path).Text!)));
    }

    /// <summary>A step of a plain descent is as long as the gradient; other optimizers hide how large it is.</summary>
    [Theory]
    [MemberData(nameof(FilesForFewSteps))]
    public void Agree_on_gradients(string file)
    {
        var files = ImportedFiles.OnDisk(ExampleFiles.Folder);
        var source = Optimizer().Replace(Narrowed(file, files(file).Text!), "");
        source = TrainRecord().Replace(source, "$0 optimizer = sgd { momentum = 0.0 }; schedule = constantRate 0.1; ");
        ModelAgreement.Check(new(file, source), path => new(Narrowed(path, files(path).Text!)), steps: 2);
    }

    /// <summary>
    /// The same model with no integer above 18: some tiles and a bit more, since test devices are slow. Images have a side
    /// of 16, which can be halved as often as theirs, and so has what heads share. The reference knows nothing of batches that go on: see StateTests.
    /// </summary>
    private static string Narrowed(string file, string source)
    {
        var most = IsOfImages(file) || IsOfTransformers(file) ? 16 : 18;
        source = source.Replace("stateful = true", "stateful = false", StringComparison.Ordinal);
        return Integers().Replace(source, number => Math.Min(long.Parse(number.Value), most).ToString());
    }

    private static bool IsOfImages(string path) => path.StartsWith("images", StringComparison.Ordinal);

    private static bool IsOfTransformers(string path) => path.StartsWith("transformers", StringComparison.Ordinal);

    private static bool IsOfSequences(string path) =>
        path.StartsWith("text", StringComparison.Ordinal) || path.StartsWith("series", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<=[{\s])(optimizer|schedule) *=.*")]
    private static partial Regex Optimizer();

    [GeneratedRegex(@"(?<=train \w+ =\s+)\{")]
    private static partial Regex TrainRecord();

    [GeneratedRegex(@"(?<![\w.])\d+(?![\w.])")]
    private static partial Regex Integers();
}
