namespace NetLang.Runtime.Data.Images;

/// <summary>An image whose header has been read.</summary>
internal abstract class ImageDecoder(ImageSize size)
{
    public ImageSize Size { get; } = size;

    /// <summary>Decodes all pixels.</summary>
    /// <exception cref="InvalidDataException">The file breaks a rule of its format.</exception>
    /// <exception cref="EndOfStreamException">The file ends too early.</exception>
    public abstract void Decode(ImagePlanes planes);
}
