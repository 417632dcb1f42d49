using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data;

public sealed class Cifar10Tests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Records_of_all_files_are_read_in_order()
    {
        folder.Write("1.bin", [.. Record(3, 10), .. Record(9, 20)]);
        folder.Write("2.bin", Record(0, 30));
        var data = Load("1.bin", "2.bin");
        Assert.Equal([3, 9, 0], data["labels"].ToArray<byte>());
        Assert.Equal([3, 32, 32], data["images"].RowShape);
        var images = data["images"].ToArray<byte>();
        Assert.Equal([10, 11, 12, 20, 21, 22, 30, 31, 32], images.Where((_, at) => at % 1024 == 5));
    }

    [Theory]
    [InlineData(0, "it has 0 bytes")]
    [InlineData(3072, "it has 3,072 bytes")]
    [InlineData(3074, "no multiple of 3073")]
    public void Files_are_a_number_of_records(int length, string problem)
    {
        folder.Write("1.bin", new byte[length]);
        var failure = Assert.Throws<NetLangException>(() => Load("1.bin"));
        Assert.Equal(DataErrors.WrongFormat, failure.Error);
        Assert.Contains(problem, failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_is_a_class()
    {
        folder.Write("1.bin", [.. Record(3, 10), .. Record(10, 20)]);
        var failure = Assert.Throws<NetLangException>(() => Load("1.bin"));
        Assert.Contains("record 2 has label 10", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_would_not_fit_takes_no_memory()
    {
        var path = folder.Combine("1.bin");
        using (var file = File.Create(path))
            file.SetLength(3073L * 700_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(DataErrors.TooLarge, Assert.Throws<NetLangException>(() => Load("1.bin")).Error);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static byte[] Record(byte label, byte red) =>
        [label, .. Enumerable.Range(0, 3).SelectMany(channel => Enumerable.Repeat((byte)(red + channel), 1024))];

    private Dataset Load(params string[] files) => new DataLoader(Specs.Model(), folder.Path).Load(new Cifar10Source(files));
}
