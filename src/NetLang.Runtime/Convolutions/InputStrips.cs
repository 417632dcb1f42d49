using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Convolutions;

/// <summary>Sizes of the part of an input that windows see.</summary>
internal static class InputStrips
{
    /// <summary>Elements of the part that a rectangle of windows sees.</summary>
    public static nint Elements(Along windows, Along kernel, Along stride, Along dilation, nint channels)
    {
        var reach = Reach(windows, kernel, stride, dilation);
        return checked(reach.Rows * reach.Columns * channels);
    }

    /// <summary>Places that windows one behind the other reach over.</summary>
    public static Along Reach(Along windows, Along kernel, Along stride, Along dilation) => new(
        ((windows.Rows - 1) * stride.Rows) + ((kernel.Rows - 1) * dilation.Rows) + 1,
        ((windows.Columns - 1) * stride.Columns) + ((kernel.Columns - 1) * dilation.Columns) + 1);
}

/// <summary>
/// The part of x' that a rectangle of windows sees, channels of a group together: strips, one a row. Where x holds all of it
/// so, it is read in place; else it is copied, zeros of its rows included, each element once for all windows that see it.
/// Strips of no row of x are not there: see <see cref="SeenPlaces"/>.
/// </summary>
internal readonly unsafe struct InputStrips<T>
    where T : unmanaged
{
    private InputStrips(T* first, nint row, nint pixel)
    {
        First = first;
        Row = row;
        Pixel = pixel;
    }

    /// <summary>The first place of the first window.</summary>
    public T* First { get; }

    /// <summary>From a strip to the next.</summary>
    public nint Row { get; }

    /// <summary>From a place of a strip to the next; channels are side by side.</summary>
    public nint Pixel { get; }

    /// <param name="x">The example's first element in the group.</param>
    /// <param name="channel">From a channel to the next.</param>
    /// <param name="first">The first window.</param>
    /// <param name="windows">How many.</param>
    /// <param name="kernel">Places of a window that count, from <paramref name="place"/> on.</param>
    /// <param name="memory">Where copies go.</param>
    public static InputStrips<T> Of(
        in ConvolutionProblem<T> problem,
        T* x,
        nint channels,
        nint channel,
        Along first,
        Along windows,
        Along place,
        Along kernel,
        T* memory)
    {
        var (stride, dilation) = (problem.Shape.Stride, problem.Shape.Dilation);
        var row = (first.Rows * stride.Rows) + (place.Rows * dilation.Rows) - problem.Before.Rows;
        var column = (first.Columns * stride.Columns) + (place.Columns * dilation.Columns) - problem.Before.Columns;
        var (rows, columns) = InputStrips.Reach(windows, kernel, stride, dilation);
        var isInside = column >= 0 && column + columns <= problem.Input.Columns;
        if (isInside && problem.Spread == new Along(1, 1) && (channel == 1 || channels == 1))
            return new(x + (row * problem.XPixel.Rows) + (column * problem.XPixel.Columns), problem.XPixel.Rows, problem.XPixel.Columns);
        var onRows = new SeenPlaces(row, rows, 1, problem.Spread.Rows, problem.Input.Rows);
        for (nint strip = onRows.First; strip < onRows.First + (onRows.Count * onRows.Step); strip += onRows.Step)
            Copy(problem, x, channels, channel, row + strip, column, columns, memory + (strip * columns * channels));
        return new(memory, columns * channels, channels);
    }

    /// <summary>Copies one strip of x'.</summary>
    private static void Copy(
        in ConvolutionProblem<T> problem, T* x, nint channels, nint channel, nint row, nint column, nint columns, T* to)
    {
        var spread = problem.Spread.Columns;
        // The elements of x from `start` to `end` lie in the strip.
        var start = column <= 0 ? 0 : (column + spread - 1) / spread;
        var end = Math.Min(problem.Input.Columns, column + columns <= 0 ? 0 : ((column + columns - 1) / spread) + 1);
        if (start >= end)
        {
            Clear(to, columns * channels);
            return;
        }

        x += (row / problem.Spread.Rows * problem.XPixel.Rows) + (start * problem.XPixel.Columns);
        var before = ((start * spread) - column) * channels;
        var behind = (column + columns - 1 - ((end - 1) * spread)) * channels;
        if (spread == 1)
            Clear(to, before);
        else
            Clear(to, columns * channels);
        CopyPixels(x, problem.XPixel.Columns, channel, end - start, channels, to + before, spread * channels);
        if (spread == 1)
            Clear(to + (columns * channels) - behind, behind);
    }

    private static void CopyPixels(T* from, nint pixel, nint channel, nint pixels, nint channels, T* to, nint toPixel)
    {
        if (channel == 1 || channels == 1)
        {
            if (pixel == channels && toPixel == channels)
            {
                CopyRun(from, to, pixels * channels);
                return;
            }

            for (nint i = 0; i < pixels; i++)
                CopyRun(from + (i * pixel), to + (i * toPixel), channels);
            return;
        }

        if (channels == 3 && toPixel == 3 && pixel == 1)
        {
            CopyThree(from, channel, pixels, to);
            return;
        }

        nint c = 0;
        for (; c + 4 <= channels; c += 4)
            CopyFour(from + (c * channel), pixel, channel, pixels, to + c, toPixel);
        for (; c < channels; c++)
        {
            for (nint i = 0; i < pixels; i++)
                to[(i * toPixel) + c] = from[(i * pixel) + (c * channel)];
        }
    }

    /// <summary>
    /// Three channels, as images have, four pixels at a time: what is written of a fourth one behind a pixel, the next pixel
    /// is written over.
    /// </summary>
    private static void CopyThree(T* from, nint channel, nint pixels, T* to)
    {
        nint i = 0;
        for (; i + 4 < pixels; i += 4)
            Transposition.Copy3To4(from + i, channel, to + (i * 3), 3);
        for (; i < pixels; i++)
        {
            for (nint c = 0; c < 3; c++)
                to[(i * 3) + c] = from[i + (c * channel)];
        }
    }

    /// <summary>Four channels, four pixels at a time where these are side by side.</summary>
    private static void CopyFour(T* from, nint pixel, nint channel, nint pixels, T* to, nint toPixel)
    {
        nint i = 0;
        if (pixel == 1)
        {
            for (; i + 4 <= pixels; i += 4)
                Transposition.Copy4x4(from + i, channel, to + (i * toPixel), toPixel);
        }

        for (; i < pixels; i++)
        {
            for (nint c = 0; c < 4; c++)
                to[(i * toPixel) + c] = from[(i * pixel) + (c * channel)];
        }
    }

    private static void CopyRun(T* from, T* to, nint count) =>
        Buffer.MemoryCopy(from, to, count * sizeof(T), count * sizeof(T));

    private static void Clear(T* to, nint count) => new Span<T>(to, (int)count).Clear();
}
