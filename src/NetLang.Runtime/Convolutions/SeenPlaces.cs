namespace NetLang.Runtime.Convolutions;

/// <summary>
/// Those places of a window along an axis that fall on elements of the input: <see cref="First"/>, and then each
/// <see cref="Step"/>th. All others see zeros, which need neither be copied nor multiplied.
/// </summary>
internal readonly struct SeenPlaces
{
    /// <param name="at">The element of x' that the first place sees.</param>
    /// <param name="places">Places of the window.</param>
    /// <param name="dilation">From a place to the next, in elements of x'.</param>
    /// <param name="spread">From an element of x to the next, in elements of x'.</param>
    /// <param name="length">Elements of x.</param>
    public SeenPlaces(nint at, nint places, nint dilation, nint spread, nint length)
    {
        Step = 1;
        if (spread == 1 && at >= 0 && at + ((places - 1) * dilation) < length)
        {
            Count = places;
            return;
        }

        First = Math.Min(at < 0 ? (dilation - 1 - at) / dilation : 0, places);
        var isNone = false;
        if (spread > 1)
        {
            while (Step * dilation % spread != 0)
                Step++;
            // Places that fall on elements are Step apart: one of the next ones is the first, or there is none.
            for (nint i = 0; i < Step && (at + (First * dilation)) % spread != 0; i++)
                First++;
            isNone = (at + (First * dilation)) % spread != 0;
        }

        var last = ((length - 1) * spread) - at;
        isNone |= First >= places || length == 0 || First * dilation > last;
        Count = isNone ? 0 : ((Math.Min(last / dilation, places - 1) - First) / Step) + 1;
    }

    public nint First { get; }

    public nint Step { get; }

    public nint Count { get; }
}
