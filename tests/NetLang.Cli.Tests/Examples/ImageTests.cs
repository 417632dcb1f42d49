using System.Globalization;
using System.Text.RegularExpressions;
using Shapes;

namespace NetLang.Cli.Tests.Examples;

/// <summary>The networks for images learn within a few steps, on what they are made for or its like.</summary>
public partial class ImageTests
{
    private const int Train = 48;
    private const int Test = 16;

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
    public void An_image_is_the_same_whenever_it_is_drawn()
    {
        var (image, again, other) = (new ShapeImage(7), new ShapeImage(7), new ShapeImage(8));
        Assert.Equal(image.Pixels, again.Pixels);
        Assert.NotEqual(image.Pixels, other.Pixels);
        Assert.Equal<byte>([0, (byte)(1 + (int)image.Kind)], image.Mask.Distinct().Order());
    }

    [Fact]
    public void A_file_of_shapes_is_labels_and_pixels_as_in_CIFAR_10()
    {
        using var folder = new TemporaryFolder();
        ShapeFiles.Write(folder.Path, 3, 1);
        var bytes = File.ReadAllBytes(folder.Combine("data_batch_1.bin"));
        Assert.Equal(3 * (1 + 3072), bytes.Length);
        var second = new ShapeImage(1);
        Assert.Equal([(byte)second.Kind, .. second.Pixels], bytes[3073..(2 * 3073)]);
    }

    private static void Learns(string example, string data)
    {
        var source = Path.Combine(Netlangc.Examples, "images", example);
        var output = Netlangc.Succeed("train", source, "--data", data, "--epochs", "3", "--batch", "16");
        var losses = Loss().Matches(output).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(3, losses.Count);
        Assert.True(losses[2] < losses[0], output);
    }

    /// <summary>Images of the form of MNIST's: the first channel of shapes, without its margin.</summary>
    private static void WriteGrey(TemporaryFolder folder, string name, byte count)
    {
        const int Side = 28;
        var shapes = Enumerable.Range(0, count).Select(i => new ShapeImage(i)).ToList();
        var pixels =
            from shape in shapes
            from row in Enumerable.Range(2, Side)
            from column in Enumerable.Range(2, Side)
            select shape.Pixels[(row * ShapeImage.Side) + column];
        File.WriteAllBytes(
            folder.Combine($"{name}-images-idx3-ubyte"),
            [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, Side, 0, 0, 0, Side, .. pixels]);
        File.WriteAllBytes(
            folder.Combine($"{name}-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, count, .. shapes.Select(s => (byte)s.Kind)]);
    }

    [GeneratedRegex(@"(?<=^epoch .* loss )[0-9.]+", RegexOptions.Multiline)]
    private static partial Regex Loss();
}
