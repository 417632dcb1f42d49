using Xunit;

namespace NetLang.Runtime.Tests.Data.Images;

public class PngTests
{
    public static TheoryData<string> Names => [.. PngFiles.OfPillow.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Images_are_read_as_Pillow_reads_them(string name)
    {
        var (file, rgba, grey) = PngFiles.OfPillow[name];
        const int Pixels = PngFiles.Width * PngFiles.Height;
        byte[] planes = [.. Enumerable.Range(0, 4 * Pixels).Select(at => rgba[(at % Pixels * 4) + (at / Pixels)])];
        Assert.Equal(planes, ImageProject.Read(file, 4));
        Assert.Equal(planes[..(3 * Pixels)], ImageProject.Read(file, 3));
        Assert.Equal(grey, ImageProject.Read(file, 1));
    }

    /// <summary>By the formulas of the specification, on a row below another and a pixel behind another.</summary>
    [Theory]
    [InlineData(0, new byte[] { 9, 250 })]
    [InlineData(1, new byte[] { 9, 3 })]
    [InlineData(2, new byte[] { 109, 194 })]
    [InlineData(3, new byte[] { 59, 123 })]
    [InlineData(4, new byte[] { 109, 194 })]
    public void Each_filter_is_undone(byte filter, byte[] expected) =>
        Assert.Equal([100, 200, .. expected], ImageProject.Read(PngFiles.Create(2, 2, 8, 0, [0, 100, 200, filter, 9, 250]), 1));

    [Theory]
    [InlineData(1, 0b_1010_0000, new byte[] { 255, 0, 255 })]
    [InlineData(2, 0b_1101_1000, new byte[] { 255, 85, 170 })]
    public void Small_samples_are_spread_over_all_of_a_byte(byte depth, byte row, byte[] expected) =>
        Assert.Equal(expected, ImageProject.Read(PngFiles.Create(3, 1, depth, 0, [0, row]), 1));

    [Fact]
    public void Of_four_bits_the_first_is_above() =>
        Assert.Equal([17, 255, 34], ImageProject.Read(PngFiles.Create(3, 1, 4, 0, [0, 0x1F, 0x20]), 1));

    [Fact]
    public void Of_sixteen_bits_the_upper_eight_are_taken()
    {
        Assert.Equal([1, 200], ImageProject.Read(PngFiles.Create(2, 1, 16, 0, [0, 1, 99, 200, 255]), 1));
        Assert.Equal([1, 3, 5, 7], ImageProject.Read(PngFiles.Create(1, 1, 16, 6, [0, 1, 2, 3, 4, 5, 6, 7, 8]), 4));
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused()
    {
        var file = PngFiles.OfPillow["palette4transparent"].File;
        for (var length = 8; length < file.Length; length++)
            Assert.Equal(DataErrors.TruncatedFile, ImageProject.FailureOf(file[..length]).Error);
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        var file = PngFiles.OfPillow["palette4"].File;
        for (var at = 0; at < file.Length; at++)
        {
            var changed = file.ToArray();
            changed[at] ^= 0x10;
            Assert.Contains(ImageProject.FailureOf(changed).Error, new[] { DataErrors.TruncatedFile, DataErrors.WrongFormat });
        }
    }

    [Theory]
    [InlineData(8, 1, "colour type 1 with 8 bits")]
    [InlineData(4, 2, "colour type 2 with 4 bits")]
    [InlineData(16, 3, "colour type 3 with 16 bits")]
    [InlineData(8, 3, "it has no palette")]
    public void What_PNG_does_not_have_is_said(byte depth, byte colour, string problem) =>
        Assert.Contains(problem, ImageProject.FailureOf(PngFiles.Create(1, 1, depth, colour, [0, 0, 0, 0])).Problem, StringComparison.Ordinal);

    [Fact]
    public void Other_mistakes_are_said()
    {
        Refused("it is interlaced", PngFiles.Create(1, 1, 8, 0, [0, 0], interlace: 1));
        Refused("a row has filter 5", PngFiles.Create(1, 1, 8, 0, [5, 0]));
        Refused("colour 2 of a palette of 2", PngFiles.Create(1, 1, 8, 3, [0, 2], palette: [1, 2, 3, 4, 5, 6]));
        Refused("its header says 0x3 pixels", PngFiles.Create(0, 3, 8, 0, []));
        Refused("it does not begin as PNG", "GIF89a"u8.ToArray());

        static void Refused(string problem, byte[] file)
        {
            var failure = ImageProject.FailureOf(file);
            Assert.Equal(DataErrors.WrongFormat, failure.Error);
            Assert.Contains(problem, failure.Problem, StringComparison.Ordinal);
            Assert.NotEmpty(failure.Help);
        }
    }

    [Theory]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(1 << 15, 1 << 15)]
    [InlineData(1 << 12, 1 << 12)]
    [InlineData(1, int.MaxValue)]
    [InlineData(-1, 1)]
    public void A_promise_of_many_pixels_takes_no_memory(int width, int height)
    {
        var file = PngFiles.Create(width, height, 8, 6, new byte[1000]);
        using var project = new ImageProject().With("a/1.png", file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = project.Failure();
        Assert.Contains(failure.Error, new[] { DataErrors.TruncatedFile, DataErrors.WrongFormat });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }
}
