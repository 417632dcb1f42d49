using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Runtime.Tests.Execution;

public sealed class AxisOrderTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_tensor_lies_in_the_order_of_axes_and_comes_back(int size)
    {
        long[] shape = [2, 3, 1, 4];
        var rowMajor = Enumerable.Range(0, 24 * size).Select(i => (byte)i).ToArray();
        var stored = new byte[rowMajor.Length];
        AxisOrder.Store(rowMajor, shape, [2, 3, 1, 0], size, stored);
        for (var (i, number) = (0, 0); i < 2; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                for (var k = 0; k < 4; k++, number++)
                {
                    var place = ((((k * 3) + j) * 2) + i) * size;
                    Assert.Equal(rowMajor[(number * size)..((number + 1) * size)], stored[place..(place + size)]);
                }
            }
        }

        var back = new byte[rowMajor.Length];
        AxisOrder.Restore(stored, shape, [2, 3, 1, 0], size, back);
        Assert.Equal(rowMajor, back);
    }

    [Fact]
    public void Memory_of_another_size_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AxisOrder.Store(new byte[24], [6], [0], 4, new byte[20]));
        Assert.Throws<ArgumentOutOfRangeException>(() => AxisOrder.Restore(new byte[20], [6], [0], 4, new byte[24]));
    }
}
