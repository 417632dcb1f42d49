using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data;

public sealed class IdxTests : IDisposable
{
    private static readonly byte[] Images = BinaryFiles.Idx(0x08, [2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255]);
    private static readonly byte[] Labels = BinaryFiles.Idx(0x08, [2], [3, 1]);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_and_labels_are_read_plain_or_gzip(bool gzip)
    {
        var data = Load(gzip ? BinaryFiles.Gzip(Images) : Images, Labels);
        Assert.Equal([2, 3], data["images"].RowShape);
        Assert.Equal(255, data["images"].ToArray<byte>()[11]);
        Assert.Equal([3, 1], data["labels"].ToArray<byte>());
    }

    [Fact]
    public void The_ending_of_a_gzip_file_may_be_left_out()
    {
        folder.Write("images.gz", BinaryFiles.Gzip(Images));
        folder.Write("labels", Labels);
        var data = new DataLoader(Specs.Model(), folder.Path).Load(new IdxSource("images", "labels"));
        Assert.Equal(255, data["images"].ToArray<byte>()[11]);
    }

    [Fact]
    public void Other_element_types_are_big_endian()
    {
        Assert.Equal([-2.0], Read(0x09, 0xFE));
        Assert.Equal([258.0], Read(0x0C, 0, 0, 1, 2));
        Assert.Equal([-1.5], Read(0x0D, 0xBF, 0xC0, 0, 0));
        Assert.Equal([-1.5], Read(0x0E, 0xBF, 0xF8, 0, 0, 0, 0, 0, 0));

        double[] Read(byte type, params byte[] element) =>
            Load(BinaryFiles.Idx(type, [1], element), BinaryFiles.Idx(0x08, [1], [0]))["images"].ToDoubles();
    }

    [Fact]
    public void Every_cut_of_a_file_is_truncated()
    {
        for (var length = 0; length < Images.Length; length++)
        {
            Assert.Equal(DataErrors.TruncatedFile, ErrorOf(Images[..length]));
            Assert.Equal(DataErrors.TruncatedFile, ErrorOf(BinaryFiles.Gzip(Images[..length])));
        }

        var gzip = BinaryFiles.Gzip(Images);
        for (var length = 2; length < gzip.Length / 2; length++)
            Assert.Contains(ErrorOf(gzip[..length]), new[] { DataErrors.TruncatedFile, DataErrors.WrongFormat });
    }

    [Fact]
    public void What_is_no_idx_file_is_another_format()
    {
        Assert.Equal(DataErrors.WrongFormat, ErrorOf("PK\u0003\u0004 something"u8.ToArray()));
        Assert.Equal(DataErrors.WrongFormat, ErrorOf(BinaryFiles.Idx(0x07, [1], [0])));
        Assert.Equal(DataErrors.WrongFormat, ErrorOf([.. Images, 0]));
        Assert.Equal(DataErrors.WrongFormat, ErrorOf(BinaryFiles.Idx(0x08, [int.MaxValue, 2, 2])));
    }

    [Fact]
    public void A_promise_of_gigabytes_takes_no_memory()
    {
        var hostile = BinaryFiles.Idx(0x08, [2_000_000_000]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(DataErrors.TruncatedFile, ErrorOf(hostile));
        Assert.Equal(DataErrors.TruncatedFile, ErrorOf(BinaryFiles.Gzip(hostile)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void Images_and_labels_must_be_equally_many()
    {
        var error = Assert.Throws<NetLangException>(() => Load(Images, BinaryFiles.Idx(0x08, [3], [1, 2, 3])));
        Assert.Equal(DataErrors.CountMismatch, error.Error);
        Assert.Contains("'images' has 2 rows, but 'labels' has 3", error.Problem);
    }

    private RuntimeError ErrorOf(byte[] images) => Assert.Throws<NetLangException>(() => Load(images, Labels)).Error;

    private Dataset Load(byte[] images, byte[] labels)
    {
        folder.Write("images", images);
        folder.Write("labels", labels);
        return new DataLoader(Specs.Model(), folder.Path).Load(new IdxSource("images", "labels"));
    }
}
