using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Runtime.Tests.Execution;

public class TilePartsTests
{
    [Fact]
    public void APartGivesEachTileOfARunOnceFrom0()
    {
        var parts = new TileParts(2);
        for (var run = 0; run < 3; run++)
        {
            parts.Add(0, 3);
            parts.Add(1, 1);
            Assert.Equal([0, 1, 2, -1, -1], TakeAndFinish(parts, part: 0, times: 5));
            Assert.False(parts.AreFinished);
            Assert.Equal([0, -1], TakeAndFinish(parts, part: 1, times: 2));
            Assert.True(parts.AreFinished);
        }
    }

    /// <summary>What a part counts is not bounded by 32 bits, neither while it is idle nor while it is not.</summary>
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(uint.MaxValue)]
    [InlineData(long.MaxValue / 4)]
    public void AnIdlePartGivesItsTilesAfterAnyNumberOfTilesOfTheOthers(long tiles)
    {
        var parts = new TileParts(2, before: tiles - 2);
        for (var run = 0; run < 5; run++)
        {
            parts.Add(0, 1);
            parts.Add(1, 0);
            Assert.False(parts.HasTiles(1));
            Assert.Equal([-1], TakeAndFinish(parts, part: 1, times: 1));
            Assert.Equal([0, -1], TakeAndFinish(parts, part: 0, times: 2));
            Assert.True(parts.AreFinished);
        }

        parts.Add(0, 0);
        parts.Add(1, 2);
        Assert.True(parts.HasTiles(1));
        Assert.Equal([-1], TakeAndFinish(parts, part: 0, times: 1));
        Assert.Equal([0, 1, -1], TakeAndFinish(parts, part: 1, times: 3));
        Assert.True(parts.AreFinished);
    }

    [Fact]
    public void TilesThatAreTakenAreNotFinished()
    {
        var parts = new TileParts(1);
        parts.Add(0, 1);
        Assert.Equal(0, parts.Take(0));
        Assert.False(parts.AreFinished);
        parts.Finish(0);
        Assert.True(parts.AreFinished);
    }

    private static List<long> TakeAndFinish(TileParts parts, int part, int times)
    {
        var tiles = new List<long>();
        for (var time = 0; time < times; time++)
        {
            tiles.Add(parts.Take(part));
            if (tiles[^1] >= 0)
                parts.Finish(part);
        }

        return tiles;
    }
}
