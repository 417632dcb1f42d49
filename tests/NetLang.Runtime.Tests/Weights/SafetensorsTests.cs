using System.Runtime.CompilerServices;
using NetLang.Runtime.Tests.Models;
using NetLang.Runtime.Weights;
using Xunit;

namespace NetLang.Runtime.Tests.Weights;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Weights_come_back_with_the_same_bits()
    {
        var path = folder.Combine("line.safetensors");
        var model = new LineModel(new() { Seed = 4 });
        model.Parameters[0].CopyFrom([float.Epsilon, -0f, 1f / 3]);
        model.Parameters[1].CopyFrom([float.NaN]);
        model.Save(path);
        var loaded = new LineModel(weights: path);

        Assert.All(model.Parameters.Zip(loaded.Parameters), pair => Assert.Equal(
            pair.First.ToArray<float>().Select(BitConverter.SingleToUInt32Bits),
            pair.Second.ToArray<float>().Select(BitConverter.SingleToUInt32Bits)));
        Assert.Equal(["line.safetensors"], folder.Files);
    }

    /// <summary>The files are those of safetensors.py, which knows the format and not this code.</summary>
    [Fact]
    public void Files_of_another_writer_load_and_ours_are_the_same_bytes()
    {
        var model = new LineModel(weights: Fixture("saved.safetensors"));
        Assert.Equal([1.5f, -0f, 1e-40f], model.Parameters[0].ToArray<float>());
        Assert.Equal([float.PositiveInfinity], model.Parameters[1].ToArray<float>());
        var path = folder.Combine("line.safetensors");
        model.Save(path);
        Assert.Equal(File.ReadAllBytes(Fixture("saved.safetensors")), File.ReadAllBytes(path));

        model = new LineModel(weights: Fixture("foreign.safetensors"));
        Assert.Equal([1.5f, -2, 0.1f], model.Parameters[0].ToArray<float>());
        Assert.Equal([-3f], model.Parameters[1].ToArray<float>());
    }

    [Fact]
    public void Saving_replaces_a_file()
    {
        var path = folder.Write("line.safetensors", "something else");
        new LineModel().Save(path);
        Assert.Equal(2, new LineModel().LoadWeights(path).Loaded.Count);
        Assert.Single(folder.Files);
    }

    [Fact]
    public void What_cannot_be_written_leaves_nothing_behind()
    {
        AssertUnwritable(folder.Combine("no/such/folder/line.safetensors"));
        Directory.CreateDirectory(folder.Combine("taken"));
        AssertUnwritable(folder.Combine("taken"));
        Assert.Equal(["taken"], folder.Files);
        AssertUnwritable("");

        static void AssertUnwritable(string path) => Assert.Equal(
            WeightErrors.Unwritable, Assert.Throws<NetLangException>(() => new LineModel().Save(path)).Error);
    }

    [Fact]
    public void A_failure_while_writing_keeps_the_old_file()
    {
        var path = folder.Write("line.safetensors", "old");
        Assert.Throws<NetLangException>(() => AtomicFile.Write(path, file =>
        {
            file.WriteByte(1);
            throw new IOException("disk full");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(folder.Files);
    }

    [Fact]
    public void Other_float_types_are_converted()
    {
        AssertLoads("F16", [.. new[] { 1.5, -2, 0.25 }.SelectMany(value => BitConverter.GetBytes((Half)value))]);
        AssertLoads("F64", [.. new[] { 1.5, -2, 0.25 }.SelectMany(BitConverter.GetBytes)]);
        AssertLoads("BF16", [0xC0, 0x3F, 0x00, 0xC0, 0x80, 0x3E]);

        void AssertLoads(string type, byte[] weight)
        {
            var model = new LineModel();
            model.LoadWeights(Write(SafetensorsBytes.Line(type, weight)));
            Assert.Equal([1.5f, -2, 0.25f], model.Parameters[0].ToArray<float>());
            Assert.Equal([0.5f], model.Parameters[1].ToArray<float>());
        }
    }

    [Fact]
    public void Missing_tensors_are_named()
    {
        var error = ErrorOf(SafetensorsBytes.File(("line.bias", "F32", "[1]", new byte[4])));
        Assert.Equal(WeightErrors.MissingTensors, error.Error);
        Assert.Contains("lacks line.weight", error.Problem);
    }

    [Fact]
    public void Unused_tensors_are_named_but_for_counters()
    {
        var weight = ("line.weight", "F32", "[3]", new byte[12]);
        var bias = ("line.bias", "F32", "[1]", new byte[4]);
        var error = ErrorOf(SafetensorsBytes.File(weight, bias, ("other", "I8", "[2]", new byte[2])));
        Assert.Equal(WeightErrors.UnusedTensors, error.Error);
        Assert.Contains("does not have: other", error.Problem);

        new LineModel().LoadWeights(Write(
            SafetensorsBytes.File(weight, bias, ("line.num_batches_tracked", "I64", "[]", new byte[8]))));
    }

    [Theory]
    [InlineData("F32", "[1,3]", 12)]
    [InlineData("F32", "[4]", 16)]
    [InlineData("I32", "[3]", 12)]
    [InlineData("I16", "[3]", 6)]
    public void Misshapen_tensors_are_named_with_both_shapes(string type, string shape, int bytes)
    {
        var error = ErrorOf(SafetensorsBytes.File(
            ("line.weight", type, shape, new byte[bytes]), ("line.bias", "F32", "[1]", new byte[4])));
        Assert.Equal(WeightErrors.MisshapenTensors, error.Error);
        Assert.Contains(
            $"line.weight (the model has F32[3], the file {type}{shape.Replace(",", ", ", StringComparison.Ordinal)})",
            error.Problem);
    }

    [Fact]
    public void Without_strict_the_report_says_what_became_of_each()
    {
        var model = new LineModel(new() { Seed = 8 });
        var start = model.Parameters[0].ToArray<float>();
        var report = model.LoadWeights(
            Write(SafetensorsBytes.File(
                ("line.weight", "F32", "[4]", new byte[16]),
                ("line.bias", "F32", "[1]", BitConverter.GetBytes(2f)),
                ("other", "F32", "[]", new byte[4]))),
            new() { Strict = false });

        Assert.Equal(["line.bias"], report.Loaded);
        Assert.Equal(["other"], report.Unused);
        Assert.Empty(report.Missing);
        Assert.Single(report.Misshapen);
        Assert.Equal(start, model.Parameters[0].ToArray<float>());
        Assert.Equal([2f], model.Parameters[1].ToArray<float>());
    }

    [Fact]
    public void A_missing_file_is_told() => Assert.Equal(
        WeightErrors.MissingFile,
        Assert.Throws<NetLangException>(() => new LineModel(weights: folder.Combine("none"))).Error);

    [Fact]
    public void A_folder_is_no_file() => Assert.Equal(
        WeightErrors.UnreadableFile,
        Assert.Throws<NetLangException>(() => new LineModel(weights: folder.Path)).Error);

    [Fact]
    public void A_path_that_is_none_is_told() => Assert.Equal(
        WeightErrors.UnreadableFile, Assert.Throws<NetLangException>(() => new LineModel(weights: "")).Error);

    private static string Fixture(string name, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, name);

    private string Write(byte[] bytes) => folder.Write("file.safetensors", bytes);

    private NetLangException ErrorOf(byte[] bytes) =>
        Assert.Throws<NetLangException>(() => new LineModel().LoadWeights(Write(bytes)));
}
