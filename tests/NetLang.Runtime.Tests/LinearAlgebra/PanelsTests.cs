using System.Runtime.InteropServices;
using NetLang.Runtime.LinearAlgebra;
using Xunit;

namespace NetLang.Runtime.Tests.LinearAlgebra;

public sealed class PanelsTests
{
    [Theory]
    [InlineData(3, 70, 1)]
    [InlineData(70, 3, 0)]
    [InlineData(32, 64, 1)]
    [InlineData(33, 17, 0)]
    [InlineData(1, 1, 1)]
    public void What_is_packed_lies_at_its_place_and_comes_back(int rows, int columns, int columnAxis)
    {
        RoundTrip(rows, columns, columnAxis, i => (float)i + 1);
        RoundTrip(rows, columns, columnAxis, i => (double)i + 1);
    }

    [Fact]
    public void Too_few_panels_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Panels.Pack<float>(new float[100], 10, 1, new float[100]));
        Assert.Throws<ArgumentException>(() => Panels.Unpack(new byte[400], sizeof(float), 10, 1, new byte[400]));
        Assert.Throws<ArgumentException>(() => Panels.Pack<float>(new float[95], 10, 1, new float[1000]));
    }

    [Fact]
    public void Elements_of_other_sizes_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Panels.Pack<short>(new short[64], 8, 1, new short[1000]));

    private static void RoundTrip<T>(int rows, int columns, int columnAxis, Func<int, T> value)
        where T : unmanaged
    {
        var size = Marshal.SizeOf<T>();
        var rowMajor = Enumerable.Range(0, rows * columns).Select(value).ToArray();
        var (k, n) = columnAxis == 1 ? (rows, columns) : (columns, rows);
        var panels = new T[Panels.Elements(k, n, size)];
        Panels.Pack<T>(rowMajor, columns, columnAxis, panels);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var place = columnAxis == 1 ? Panels.Place(k, row, column, size) : Panels.Place(k, column, row, size);
                Assert.Equal(rowMajor[(row * columns) + column], panels[place]);
            }
        }

        Assert.Equal(panels.Length - rowMajor.Length, panels.Count(v => v.Equals(default(T))));
        var back = new T[rowMajor.Length];
        Panels.Unpack(MemoryMarshal.AsBytes<T>(panels), size, columns, columnAxis, MemoryMarshal.AsBytes(back.AsSpan()));
        Assert.Equal(rowMajor, back);
    }
}
