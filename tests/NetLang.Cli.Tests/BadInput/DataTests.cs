using System.Buffers.Binary;
using System.IO.Compression;

namespace NetLang.Cli.Tests.BadInput;

/// <summary>Data that cannot be trained on.</summary>
public class DataTests
{
    private const string Images = """
        model Net (image: f32[N, 4]) : f32[N, 2] = image |> dense 2
        train Net = { data = idx "images.gz" "labels"; loss = crossEntropy }

        """;

    [Theory]
    [InlineData("NL4505", "a,b,side\n0.1,high,1\n", "high")]
    [InlineData("NL4506", "a,b,side\n0.1,0.9,1\n0.2,1\n", "2")]
    [InlineData("NL4507", "a,b,label\n0.1,0.9,1\n", "side")]
    [InlineData("NL4508", "a,b,side\n0.1,NaN,1\n", "NaN")]
    [InlineData("NL4508", "a,b,side\n0.1,Infinity,1\n", "Infinity")]
    [InlineData("NL4509", "a,b,side\n0.1,0.9,2\n", "2")]
    [InlineData("NL4509", "a,b,side\n0.1,0.9,-1\n", "-1")]
    [InlineData("NL4510", "a,b,side\n0.1,0.9,0.5\n", "0.5")]
    [InlineData("NL4512", "a,b,c,side\n0.1,0.9,3,1\n", "3")]
    [InlineData("NL4514", "a,b,side\n", "points.csv")]
    public void A_bad_table_is_reported_with_its_values(string code, string csv, string expected)
    {
        using var project = new PointsProject(points: csv);
        var weights = project.Folder.Combine("net.safetensors");
        var error = Failure.Assert(
            project.Folder, ExitCode.RunError, code, "train", project.Source, "--save", weights);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("help: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_reported_with_its_full_path()
    {
        using var project = new PointsProject();
        File.Delete(project.Folder.Combine("points.csv"));
        var error = Failure.Assert(project.Folder, ExitCode.RunError, "NL4501", "train", project.Source);
        Assert.Contains(project.Folder.Combine("points.csv"), error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_reported()
    {
        using var project = new PointsProject();
        File.Delete(project.Folder.Combine("points.csv"));
        Directory.CreateDirectory(project.Folder.Combine("points.csv"));
        Failure.Assert(project.Folder, ExitCode.RunError, "NL4502", "train", project.Source);
    }

    [Theory]
    [InlineData(10, "NL4503")] // inside the header
    [InlineData(30, "NL4503")] // inside the images
    public void A_truncated_file_is_reported(int length, string code)
    {
        using var project = new PointsProject(Images);
        project.Folder.Write("labels", Idx([4], [0, 1, 0, 1]));
        project.Folder.Write("images.gz", Gzip(Idx([4, 2, 2], new byte[16])[..length]));
        Failure.Assert(project.Folder, ExitCode.RunError, code, "train", project.Source);
    }

    [Fact]
    public void A_truncated_gzip_file_is_reported()
    {
        using var project = new PointsProject(Images);
        project.Folder.Write("labels", Idx([4], [0, 1, 0, 1]));
        var noise = new byte[4000];
        new Random(1).NextBytes(noise);
        project.Folder.Write("images.gz", Gzip(Idx([1000, 2, 2], noise))[..2000]);
        Failure.Assert(project.Folder, ExitCode.RunError, "NL4503", "train", project.Source);
    }

    [Fact]
    public void Files_of_different_lengths_are_reported()
    {
        using var project = new PointsProject(Images);
        project.Folder.Write("labels", Idx([3], [0, 1, 0]));
        project.Folder.Write("images.gz", Gzip(Idx([4, 2, 2], new byte[16])));
        Failure.Assert(project.Folder, ExitCode.RunError, "NL4511", "train", project.Source);
    }

    [Fact]
    public void A_file_of_another_format_is_reported()
    {
        using var project = new PointsProject(Images);
        project.Folder.Write("labels", "0,1\n");
        project.Folder.Write("images.gz", Gzip(Idx([4, 2, 2], new byte[16])));
        Failure.Assert(project.Folder, ExitCode.RunError, "NL4504", "train", project.Source);
    }

    [Fact]
    public void Examples_of_another_width_cannot_be_predicted()
    {
        using var project = new PointsProject();
        var weights = project.TrainedWeights();
        var input = project.Folder.Write("input.csv", "a,b,c\n1,2,3\n");
        Failure.Assert(
            project.Folder, ExitCode.RunError, "NL4512", "predict", project.Source, "--weights", weights, "--input", input);
        Failure.Assert(
            project.Folder,
            ExitCode.RunError,
            "NL4501",
            "predict",
            project.Source,
            "--weights",
            weights,
            "--input",
            project.Folder.Combine("absent.csv"));
    }

    private static byte[] Idx(int[] shape, byte[] values)
    {
        var bytes = new List<byte> { 0, 0, 8, (byte)shape.Length };
        var number = new byte[4];
        foreach (var extent in shape)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, extent);
            bytes.AddRange(number);
        }

        return [.. bytes, .. values];
    }

    private static byte[] Gzip(byte[] content)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionMode.Compress))
            gzip.Write(content);
        return result.ToArray();
    }
}
