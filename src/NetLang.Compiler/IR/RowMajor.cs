namespace NetLang.Compiler.IR;

/// <summary>Walks tensors of known extents, the last axis fastest.</summary>
public static class RowMajor
{
    public static long Size(ReadOnlySpan<long> extents)
    {
        var size = 1L;
        foreach (var extent in extents)
            size = checked(size * extent);
        return size;
    }

    public static long Index(ReadOnlySpan<long> coordinates, ReadOnlySpan<long> extents)
    {
        var index = 0L;
        for (var axis = 0; axis < extents.Length; axis++)
            index = (index * extents[axis]) + coordinates[axis];
        return index;
    }

    /// <summary>All coordinates in order. The array is the same each time: copy what is to be kept.</summary>
    public static IEnumerable<long[]> Coordinates(long[] extents)
    {
        if (extents.Contains(0))
            yield break;
        var coordinates = new long[extents.Length];
        while (true)
        {
            yield return coordinates;
            var axis = extents.Length - 1;
            while (axis >= 0 && ++coordinates[axis] == extents[axis])
                coordinates[axis--] = 0;
            if (axis < 0)
                yield break;
        }
    }
}
