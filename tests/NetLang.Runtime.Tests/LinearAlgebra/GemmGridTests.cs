using NetLang.Runtime.LinearAlgebra;
using Xunit;

namespace NetLang.Runtime.Tests.LinearAlgebra;

public class GemmGridTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 256)]
    [InlineData(784, 256)]
    [InlineData(129, 65)]
    [InlineData(1000, 1)]
    [InlineData(300, 1111)]
    public void Tiles_cover_each_element_once_for_any_number_of_groups(int rows, int columns)
    {
        GemmGrid grid = new(rows, columns);
        for (nint groups = 1; groups <= grid.ColumnTiles; groups++)
        {
            var covered = new int[rows, columns];
            for (var tile = 0; tile < grid.RowTiles * grid.ColumnTiles; tile++)
            {
                var (row, height, column, width) = grid.Tile(tile, groups);
                for (var i = row; i < row + height; i++)
                {
                    for (var j = column; j < column + width; j++)
                        covered[i, j]++;
                }
            }

            Assert.All(covered.Cast<int>(), count => Assert.Equal(1, count));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Each_thread_has_columns_of_its_own_where_there_are_as_many_tiles(int threads)
    {
        GemmGrid grid = new(784, 256);
        var groups = grid.Groups(threads, depth: 64, sizeof(float));
        var tiles = (int)(grid.RowTiles * grid.ColumnTiles);
        var owners = Enumerable.Range(0, tiles).GroupBy(tile => grid.Tile(tile, groups).Column)
            .Select(column => column.Select(tile => tile * threads / tiles).Distinct().Count());
        Assert.All(owners, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(512, 192, 1200)]
    [InlineData(784, 780, 600)]
    [InlineData(2048, 768, 768)]
    [InlineData(512, 1000, 784)]
    [InlineData(1024, 6400, 8)]
    public unsafe void A_thread_packs_each_column_of_tiles_once(int m, int n, int k)
    {
        GemmGrid grid = new(m, n);
        GemmProblem<float> problem = new() { M = m, N = n, K = k };
        for (var threads = 1; threads <= 3; threads++)
        {
            var groups = grid.Groups(threads, k, sizeof(float));
            PackedColumns columns = default;
            var packed = 0;
            for (var tile = 0; tile < grid.RowTiles * grid.ColumnTiles; tile++)
            {
                columns.Claim(problem, grid.Tile(tile, groups).Column, since: 1, out var isNew);
                packed += isNew ? 1 : 0;
            }

            Assert.Equal(grid.ColumnTiles, packed);
        }
    }

    [Theory]
    [InlineData(100, 100, 1, 1)]
    [InlineData(1000, 3, 3, 1)]
    [InlineData(1, 256, 784, 4)]
    [InlineData(355, 130, 2, 9)]
    [InlineData(5, 0, 3, 0)]
    [InlineData(long.MaxValue, 0, long.MaxValue, 0)]
    public void What_is_done_before_a_second_thread_has_begun_is_one_tile(long m, long n, long k, int tiles) =>
        Assert.Equal(tiles, Gemm.TileCount(m, n, k));

    [Fact]
    public void A_chunk_is_shallow_where_each_of_its_steps_meets_another_page()
    {
        Assert.Equal(2, GemmGrid.Chunks(2 * GemmGrid.MaxDepth, sizeof(float)));
        Assert.True(GemmGrid.Chunks(2 * GemmGrid.MaxDepth, 784 * sizeof(float)) > 10);
    }
}
