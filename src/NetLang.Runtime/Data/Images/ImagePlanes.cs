namespace NetLang.Runtime.Data.Images;

/// <summary>
/// Where the pixels of an image go: a plane a channel, each row-major, behind each other in an array that many images
/// share.
/// </summary>
/// <param name="channels">1 for grey, 3 for red, green and blue, 4 for these and opacity.</param>
internal readonly struct ImagePlanes(byte[] values, int offset, int channels, int pixels)
{
    /// <summary>Sets a pixel. Colour becomes grey by the luma of ITU-R BT.601, as in most image libraries.</summary>
    public void Set(int pixel, byte red, byte green, byte blue, byte alpha = byte.MaxValue)
    {
        var place = offset + pixel;
        if (channels == 1)
        {
            values[place] = (byte)(((19595 * red) + (38470 * green) + (7471 * blue) + 0x8000) >> 16);
            return;
        }

        values[place] = red;
        values[place + pixels] = green;
        values[place + (2 * pixels)] = blue;
        if (channels == 4)
            values[place + (3 * pixels)] = alpha;
    }

    public void SetGrey(int pixel, byte grey, byte alpha = byte.MaxValue) => Set(pixel, grey, grey, grey, alpha);
}
