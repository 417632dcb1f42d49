using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Shapes;

namespace NetLang.Cli.Tests.Examples;

/// <summary>The networks for images learn within a few steps, on what they are made for or its like.</summary>
public partial class ImageTests
{
    private const int Train = 24;
    private const int Test = 8;

    [Theory]
    [InlineData("linear.net")]
    [InlineData("simple-cnn.net")]
    [InlineData("unet.net")]
    [Trait("Category", "Slow")]
    public void Of_coloured_shapes(string example)
    {
        using var folder = new TemporaryFolder();
        ShapeFiles.Write(folder.Path, Train, Test);
        Learns(example, folder.Path);
    }

    [Theory]
    [InlineData("lenet.net")]
    [InlineData("cnn.net")]
    [InlineData("resnet.net")]
    [InlineData("separable.net")]
    [InlineData("autoencoder.net")]
    [Trait("Category", "Slow")]
    public void Of_grey_images(string example)
    {
        using var folder = new TemporaryFolder();
        WriteGrey(folder, "train", Train);
        WriteGrey(folder, "t10k", Test);
        Learns(example, folder.Path);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void What_a_network_has_learned_serves_for_other_shapes()
    {
        using var folder = new TemporaryFolder();
        ShapeFiles.Write(folder.Path, Train, Test);
        var pretrained = folder.Combine("simple-cnn.safetensors");
        Trained("simple-cnn.net", folder.Path, "--save", pretrained);
        var output = Trained("transfer.net", folder.Path, "--model", "Transfer");
        Assert.Contains("simple-cnn.safetensors: 4 loaded, 2 missing, 2 unused\n", output, StringComparison.Ordinal);
        Assert.Contains("Transfer: 13,830 weights", output, StringComparison.Ordinal); // those of the head
        Trained("transfer.net", folder.Path, "--model", "Scratch");
    }

    [Fact]
    public void An_image_is_the_same_whenever_it_is_drawn()
    {
        var (image, again, other) = (Image(7), Image(7), Image(8));
        Assert.Equal(image.Pixels, again.Pixels);
        Assert.NotEqual(image.Pixels, other.Pixels);
        Assert.Equal<byte>([0, (byte)(1 + image.Label)], image.Mask.Distinct().Order());

        static ShapeImage Image(long number) => new(number, KindSet.Ten);
    }

    [Theory]
    [InlineData("data_batch_1.bin", "76554a95cc16532c")]
    [InlineData("few_test_batch.bin", "7a8f1fea5ad7c96f")]
    [InlineData("train-masks.npy", "3b7cba8317b5ae00")]
    public void Files_are_the_same_everywhere(string file, string hash)
    {
        using var folder = new TemporaryFolder();
        ShapeFiles.Write(folder.Path, 10, 4);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.Combine(file))))[..16]);
    }

    [Fact]
    public void A_file_of_shapes_is_labels_and_pixels_as_in_CIFAR_10()
    {
        using var folder = new TemporaryFolder();
        ShapeFiles.Write(folder.Path, 7, 1);
        var bytes = File.ReadAllBytes(folder.Combine("data_batch_2.bin")); // of the images 2 and 3
        Assert.Equal(2 * (1 + 3072), bytes.Length);
        var image = new ShapeImage(3, KindSet.Ten);
        Assert.Equal([(byte)image.Label, .. image.Pixels], bytes[3073..]);
    }

    private static string Trained(string example, string data, params string[] options) => Netlangc.Succeed(
        ["train", Path.Combine(Netlangc.Examples, "images", example), "--data", data, "--epochs", "3", "--batch", "8", .. options]);

    private static void Learns(string example, string data)
    {
        var output = Trained(example, data);
        var losses = Loss().Matches(output).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(3, losses.Count);
        Assert.True(losses[2] < losses[0], output);
    }

    /// <summary>Images of the form of MNIST's: the first channel of shapes, without its margin.</summary>
    private static void WriteGrey(TemporaryFolder folder, string name, byte count)
    {
        const int Side = 28;
        var shapes = Enumerable.Range(0, count).Select(i => new ShapeImage(i, KindSet.Ten)).ToList();
        var pixels =
            from shape in shapes
            from row in Enumerable.Range(2, Side)
            from column in Enumerable.Range(2, Side)
            select shape.Pixels[(row * ShapeImage.Side) + column];
        File.WriteAllBytes(
            folder.Combine($"{name}-images-idx3-ubyte"),
            [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, Side, 0, 0, 0, Side, .. pixels]);
        File.WriteAllBytes(
            folder.Combine($"{name}-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, count, .. shapes.Select(s => (byte)s.Label)]);
    }

    [GeneratedRegex(@"(?<=^epoch .* loss )[0-9.]+", RegexOptions.Multiline)]
    private static partial Regex Loss();
}
