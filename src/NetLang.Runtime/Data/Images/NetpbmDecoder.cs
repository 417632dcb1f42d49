namespace NetLang.Runtime.Data.Images;

/// <summary>
/// Netpbm's PGM (grey) and PPM (colour), plain (P2, P3) or raw (P5, P6). Samples of another maximum than 255 are scaled
/// to it.
/// </summary>
internal sealed class NetpbmDecoder : ImageDecoder
{
    private readonly byte[] file;
    private readonly bool isPlain;
    private readonly int samples; // of a pixel
    private readonly int maximum;
    private int at;

    private NetpbmDecoder(byte[] file, ImageSize size, int maximum, int at)
        : base(size)
    {
        (this.file, this.maximum, this.at) = (file, maximum, at);
        isPlain = file[1] is (byte)'2' or (byte)'3';
        samples = file[1] is (byte)'3' or (byte)'6' ? 3 : 1;
        // A plain sample is a digit and a separator at least, but the last.
        var least = isPlain ? (2 * size.Pixels * samples) - 1 : size.Pixels * samples * (maximum > 255 ? 2 : 1);
        if (least > file.Length - at)
            throw new EndOfStreamException();
    }

    public static bool Recognizes(ReadOnlySpan<byte> file) =>
        file.Length > 2 && file[0] == 'P' && file[1] is (byte)'2' or (byte)'3' or (byte)'5' or (byte)'6' && IsBlank(file[2]);

    /// <exception cref="InvalidDataException">It is no such file.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    public static NetpbmDecoder Open(byte[] file)
    {
        var at = 2;
        var size = ImageSize.Of(Number(file, ref at), Number(file, ref at));
        var maximum = Number(file, ref at);
        if (maximum is < 1 or > ushort.MaxValue)
            throw new InvalidDataException($"its largest sample is {maximum}");
        return new(file, size, maximum, at + 1); // one blank behind the header
    }

    public override void Decode(ImagePlanes planes)
    {
        for (var pixel = 0; pixel < Size.Pixels; pixel++)
        {
            if (samples == 1)
                planes.SetGrey(pixel, Sample());
            else
                planes.Set(pixel, Sample(), Sample(), Sample());
        }
    }

    private byte Sample()
    {
        int value;
        if (isPlain)
            value = Number(file, ref at);
        else if (maximum > 255)
            value = (file[at++] << 8) | file[at++];
        else
            value = file[at++];
        if (value > maximum)
            throw new InvalidDataException($"it holds {value}, above its largest sample {maximum}");
        return (byte)(((value * 255) + (maximum / 2)) / maximum);
    }

    /// <summary>A number in digits behind blanks and comments, which go from # to the end of the line.</summary>
    private static int Number(byte[] file, ref int at)
    {
        for (; at < file.Length && (IsBlank(file[at]) || file[at] == '#'); at++)
        {
            if (file[at] == '#')
                at = Array.IndexOf(file, (byte)'\n', at) is >= 0 and var end ? end : throw new EndOfStreamException();
        }

        if (at >= file.Length)
            throw new EndOfStreamException();
        long value = 0;
        var first = at;
        for (; at < file.Length && char.IsAsciiDigit((char)file[at]) && value <= int.MaxValue; at++)
            value = (10 * value) + file[at] - '0';
        return at > first && value <= int.MaxValue
            ? (int)value
            : throw new InvalidDataException($"byte {at + 1} is no digit of a number that it can hold");
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or (>= 9 and <= 13);
}
