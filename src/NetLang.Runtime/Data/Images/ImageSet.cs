using System.Runtime.ExceptionServices;

namespace NetLang.Runtime.Data.Images;

/// <summary>Images of one size as a column of u8, decoded by all processors.</summary>
internal static class ImageSet
{
    /// <param name="files">One at least.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <exception cref="NetLangException">
    /// An image cannot be read, or has another size than the first; of several the first is named.
    /// </exception>
    public static DataColumn Read(string name, IReadOnlyList<string> files, int channels)
    {
        var size = ImageFile.Read(files[0], decoder => decoder.Size);
        var length = size.Pixels * channels;
        if (length * files.Count > Array.MaxLength)
            throw new NetLangException(
                DataErrors.TooLarge,
                $"{files.Count} images of {size} pixels and {channels} channels are {length * files.Count:N0} bytes, "
                + $"and a column holds {Array.MaxLength:N0} at most",
                "make the images smaller, or take fewer");
        var values = GC.AllocateUninitializedArray<byte>((int)length * files.Count);
        var failure = new FirstFailure();
        Parallel.For(0, files.Count, (index, loop) =>
        {
            try
            {
                Decode(index);
            }
            catch (NetLangException error)
            {
                failure.Note(index, error);
                loop.Break(); // all before it are still tried
            }
        });
        failure.Throw();
        return DataColumn.Create(name, values, channels, size.Height, size.Width)
            .From(new(Files: [.. files.Select(file => Path.GetFileName(file))]));

        void Decode(int index) => ImageFile.Read(files[index], decoder =>
        {
            if (decoder.Size != size)
                throw new NetLangException(
                    DataErrors.ImageSizesDiffer,
                    $"'{files[0]}' has {size} pixels, but '{files[index]}' has {decoder.Size}",
                    $"bring all images to one size, such as {size}");
            decoder.Decode(new(values, (int)length * index, channels, (int)size.Pixels));
            return true;
        });
    }

    /// <summary>The failure with the lowest index, whichever thread comes to it first.</summary>
    private sealed class FirstFailure
    {
        private readonly Lock gate = new();
        private int first = int.MaxValue;
        private NetLangException? error;

        public void Note(int index, NetLangException failure)
        {
            lock (gate)
            {
                if (index < first)
                    (first, error) = (index, failure);
            }
        }

        public void Throw()
        {
            if (error is not null)
                ExceptionDispatchInfo.Throw(error);
        }
    }
}
