namespace NetLang.Runtime.Data.Images;

/// <summary>
/// A folder with a sub-folder of images for each class. Labels are places in the list of the sub-folders' names, sorted
/// by their characters' codes; so are the images of a class.
/// </summary>
internal static class ImageFolder
{
    /// <summary>The classes, in the order of their labels.</summary>
    /// <exception cref="NetLangException">There is no such folder, or it has no sub-folders.</exception>
    public static string[] ClassNames(string path)
    {
        var names = Names(path, Directory.EnumerateDirectories);
        return names.Length > 0
            ? names
            : throw new NetLangException(
                DataErrors.Empty,
                $"the folder '{path}' has no sub-folders",
                "give a folder with a sub-folder of images for each class, as in train/cat/1.png");
    }

    /// <exception cref="NetLangException">A folder or an image cannot be read.</exception>
    public static Dataset Read(string path, int channels)
    {
        var classes = ClassNames(path);
        var files = new List<string>();
        var labels = new List<int>();
        foreach (var (label, name) in classes.Index())
        {
            var images = Images(Path.Combine(path, name));
            files.AddRange(images);
            labels.AddRange(Enumerable.Repeat(label, images.Length));
        }

        var origin = new ColumnOrigin(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)));
        return new(ImageSet.Read("images", files, channels), DataColumn.Create("labels", labels.ToArray()).From(origin));
    }

    /// <summary>Paths of the images that lie in a folder, in order.</summary>
    /// <exception cref="NetLangException">There are none.</exception>
    public static string[] Images(string folder)
    {
        var images = Names(folder, Directory.EnumerateFiles).Where(ImageFile.IsImage);
        string[] paths = [.. images.Select(name => Path.Combine(folder, name))];
        return paths.Length > 0
            ? paths
            : throw new NetLangException(
                DataErrors.Empty, $"the folder '{folder}' has no images", "put PNG, PGM or PPM files into it, or remove it");
    }

    private static string[] Names(string folder, Func<string, IEnumerable<string>> list)
    {
        try
        {
            // Hidden ones are the system's, not examples.
            string[] names = [.. list(folder).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.'))];
            Array.Sort(names, string.CompareOrdinal);
            return names;
        }
        catch (DirectoryNotFoundException error)
        {
            throw new NetLangException(
                DataErrors.MissingFile,
                $"there is no folder '{folder}'",
                $"the path in full is '{Path.GetFullPath(folder)}'; correct it or give another data folder",
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NetLangException(
                DataErrors.UnreadableFile,
                $"'{folder}' cannot be read: {error.Message}",
                "check that it is a folder and that you may read it",
                error);
        }
    }
}
