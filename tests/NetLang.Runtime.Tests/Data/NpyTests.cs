using System.Runtime.InteropServices;
using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data;

public sealed class NpyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData((byte)1)]
    [InlineData((byte)2)]
    [InlineData((byte)3)]
    public void All_versions_are_read(byte version)
    {
        var column = Load(BinaryFiles.Npy("<f4", "(2, 3)", Bytes<float>(1, 2, 3, 4, 5, 6.5f), version));
        Assert.Equal([3], column.RowShape);
        Assert.Equal([1f, 2, 3, 4, 5, 6.5f], column.ToArray<float>());
    }

    [Fact]
    public void All_element_types_are_read()
    {
        Assert.Equal([1.5, -2], Load(BinaryFiles.Npy("<f8", "(2,)", Bytes(1.5, -2))).ToArray<double>());
        Assert.Equal([1, -2], Load(BinaryFiles.Npy("<i4", "(2,)", Bytes(1, -2))).ToArray<int>());
        Assert.Equal([1L, -2], Load(BinaryFiles.Npy("<i8", "(2,)", Bytes(1L, -2))).ToArray<long>());
        Assert.Equal([1, 200], Load(BinaryFiles.Npy("|u1", "(2,)", [1, 200])).ToArray<byte>());
        Assert.Equal([true, false], Load(BinaryFiles.Npy("|b1", "(2,)", [1, 0])).ToArray<bool>());
    }

    [Theory]
    [InlineData(">f4", "(1,)", "False", "NL4504", "elements are '>f4'")]
    [InlineData("<c8", "(1,)", "False", "NL4504", "elements are '<c8'")]
    [InlineData("<f4", "(1, 1)", "True", "NL4504", "Fortran order")]
    [InlineData("<f4", "()", "False", "NL4504", "one number")]
    [InlineData("<f4", "(x,)", "False", "NL4504", "shape is (x,)")]
    [InlineData("<f4", "(-1,)", "False", "NL4504", "shape is (-1,)")]
    [InlineData("<f4", "(2000000000, 2000000000)", "False", "NL4504", "too large")]
    [InlineData("<f4", "(2,)", "False", "NL4503", "ends too early")]
    public void What_is_wrong_is_named(string type, string shape, string order, string code, string expected)
    {
        var error = Assert.Throws<NetLangException>(
            () => Load(BinaryFiles.Npy(type, shape, Bytes(1f), order: order)));
        Assert.Equal(code, error.Error.Code);
        Assert.Contains(expected, error.Problem);
    }

    [Fact]
    public void Every_cut_is_an_error()
    {
        var sound = BinaryFiles.Npy("<f4", "(2,)", Bytes<float>(1, 2));
        for (var length = 0; length < sound.Length; length++)
            Assert.Throws<NetLangException>(() => Load(sound[..length]));
    }

    private static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private DataColumn Load(byte[] features)
    {
        folder.Write("x.npy", features);
        folder.Write("y.npy", features);
        return new DataLoader(Specs.Model(), folder.Path).Load(new NpySource("x.npy", "y.npy"))["features"];
    }
}
