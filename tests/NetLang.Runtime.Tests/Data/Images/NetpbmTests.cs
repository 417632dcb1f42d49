using System.Text;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Images;

public class NetpbmTests
{
    [Theory]
    [InlineData("P2 2 2 255 0 128\n255 7", new byte[] { 0, 128, 255, 7 })]
    [InlineData("P2\n# by hand\n2 # width\n2\n15\n0 15 # a row\n1 2", new byte[] { 0, 255, 17, 34 })]
    [InlineData("P5 2 2 255\nAbcd", new byte[] { 65, 98, 99, 100 })]
    [InlineData("P5\n2 2\n1\n\0\u0001\u0001\0", new byte[] { 0, 255, 255, 0 })]
    public void Grey_is_read(string file, byte[] expected) => Assert.Equal(expected, ImageProject.Read(Bytes(file), 1));

    [Theory]
    [InlineData("P3 2 1 255 1 2 3 4 5 6", new byte[] { 1, 4, 2, 5, 3, 6 })]
    [InlineData("P6 2 1 255 abcdef", new byte[] { 97, 100, 98, 101, 99, 102 })]
    [InlineData("P5 1 1 255 a", new byte[] { 97, 97, 97 })]
    public void Colour_is_read_in_planes(string file, byte[] expected) => Assert.Equal(expected, ImageProject.Read(Bytes(file), 3));

    [Fact]
    public void Samples_of_two_bytes_begin_with_the_upper() =>
        Assert.Equal([128, 255], ImageProject.Read([.. Bytes("P5 2 1 65535\n"), 0x80, 0x80, 0xFF, 0xFF], 1));

    [Theory]
    [InlineData("P5 2 2 255\nabc")]
    [InlineData("P5 2 2 255")]
    [InlineData("P5 2 2")]
    [InlineData("P5 # no end")]
    [InlineData("P2 2 2 255 1 2 3")]
    [InlineData("P6 30000 500 255 abc")]
    public void A_cut_is_noticed(string file) => Assert.Equal(DataErrors.TruncatedFile, ImageProject.FailureOf(Bytes(file)).Error);

    [Theory]
    [InlineData("P4 2 2 abc", "does not begin as")]
    [InlineData("P5 -2 2 255 abc", "byte 4 is no digit")]
    [InlineData("P5 2 2 0 abcd", "its largest sample is 0")]
    [InlineData("P5 2 2 70000 abcdabcd", "its largest sample is 70000")]
    [InlineData("P2 2 1 15 3 16", "it holds 16, above its largest sample 15")]
    [InlineData("P5 99999999999 1 255 a", "no digit of a number that it can hold")]
    [InlineData("P5 4097 4097 255 a", "4096x4096 are read at most")]
    public void Mistakes_are_said(string file, string problem)
    {
        var failure = ImageProject.FailureOf(Bytes(file));
        Assert.Equal(DataErrors.WrongFormat, failure.Error);
        Assert.Contains(problem, failure.Problem, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
