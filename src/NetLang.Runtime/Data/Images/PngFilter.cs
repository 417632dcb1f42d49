namespace NetLang.Runtime.Data.Images;

/// <summary>
/// The filters of PNG: a row is stored as differences from what its neighbours to the left, above and above to the left
/// predict, byte by byte.
/// </summary>
internal static class PngFilter
{
    /// <summary>Turns differences into values, in place.</summary>
    /// <param name="above">Values of the row above; zeros for the first.</param>
    /// <param name="pixel">How far back the pixel to the left lies.</param>
    /// <exception cref="InvalidDataException">There is no such filter.</exception>
    public static void Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        for (var at = 0; at < row.Length; at++)
        {
            var left = at < pixel ? 0 : row[at - pixel];
            var predicted = filter switch
            {
                0 => 0,
                1 => left,
                2 => above[at],
                3 => (left + above[at]) / 2,
                4 => Nearest(left, above[at], at < pixel ? 0 : above[at - pixel]),
                _ => throw new InvalidDataException($"a row has filter {filter}, which PNG does not have"),
            };
            row[at] += (byte)predicted;
        }
    }

    /// <summary>A. W. Paeth's predictor: the neighbour next to their plane; ties go to the first.</summary>
    private static int Nearest(int left, int above, int corner)
    {
        var plane = left + above - corner;
        var (fromLeft, fromAbove, fromCorner) = (Math.Abs(plane - left), Math.Abs(plane - above), Math.Abs(plane - corner));
        return fromLeft <= fromAbove && fromLeft <= fromCorner ? left : fromAbove <= fromCorner ? above : corner;
    }
}
