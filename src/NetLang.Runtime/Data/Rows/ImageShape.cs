namespace NetLang.Runtime.Data.Rows;

/// <summary>The shape of a row that is an image: [channels, height, width], or [height, width] with one channel.</summary>
internal readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Elements of a channel.</summary>
    public int Plane => Height * Width;

    /// <exception cref="NetLangException">The rows of the column are no images.</exception>
    public static ImageShape Of(DataColumn column, string transform) => Find(column.RowShape) ?? throw new NetLangException(
        DataErrors.BadTransform,
        $"{transform} changes images, but a row of column '{column.Name}' is [{string.Join(", ", column.RowShape)}]",
        "it must be [channels, height, width] or [height, width]; choose the column with: |> on \"name\"");

    /// <summary>Null where rows of that shape are no images.</summary>
    public static ImageShape? Find(IReadOnlyList<int> rowShape) => rowShape switch
    {
        [var height, var width] => new(1, height, width),
        [var channels, var height, var width] => new(channels, height, width),
        _ => null,
    };

    /// <summary>The same with another size.</summary>
    public static int[] Resized(IReadOnlyList<int> rowShape, int height, int width) => [.. rowShape.SkipLast(2), height, width];
}
