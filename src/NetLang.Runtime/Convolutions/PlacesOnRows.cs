namespace NetLang.Runtime.Convolutions;

/// <summary>
/// Those places of a column of a window that fall on rows of the input: <see cref="First"/>, and then each
/// <see cref="Step"/>th. All others see zeros, which need neither be copied nor multiplied.
/// </summary>
internal readonly struct PlacesOnRows
{
    /// <param name="row">The row of x' that the first place sees.</param>
    /// <param name="places">Places of the column.</param>
    /// <param name="dilation">From a place to the next, in rows of x'.</param>
    /// <param name="spread">From a row of x to the next, in rows of x'.</param>
    /// <param name="rows">Rows of x.</param>
    public PlacesOnRows(nint row, nint places, nint dilation, nint spread, nint rows)
    {
        Step = 1;
        while (Step * dilation % spread != 0)
            Step++;
        First = Math.Min(row < 0 ? (dilation - 1 - row) / dilation : 0, places);
        // The places that fall on a row are Step apart: one of the next ones is the first, or none ever.
        for (nint i = 0; i < Step && (row + (First * dilation)) % spread != 0; i++)
            First++;
        var last = rows == 0 ? -1 : ((rows - 1) * spread) - row;
        var isNone = First >= places || (row + (First * dilation)) % spread != 0 || First * dilation > last;
        Count = isNone ? 0 : ((Math.Min(last / dilation, places - 1) - First) / Step) + 1;
    }

    public nint First { get; }

    public nint Step { get; }

    public nint Count { get; }
}
