using System.Globalization;
using NetLang.Runtime.Data.Images;
using NetLang.Runtime.Data.Rows;
using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Data;

/// <summary>
/// Reads data sources. A file that training and validation data share is read once, and <c>normalize</c> takes its
/// statistics from the source that is loaded first: load training data before validation data.
/// </summary>
/// <param name="model">The model for which data are loaded: a CSV column of an input's name feeds it alone.</param>
/// <param name="directory">The folder to which paths are relative; null for the current one.</param>
public sealed class DataLoader(ModelSpec model, string? directory)
{
    private readonly Dictionary<DataSource, Dataset> files = [];
    private readonly List<FeatureStatistics> statistics = [];

    /// <summary>Reads the validation data of a <c>train</c> record; null where it has none.</summary>
    /// <exception cref="NetLangException">A file is missing or wrong, or a transform does not fit.</exception>
    public Dataset? LoadValidation(TrainingDefaults training)
    {
        if (training.Validation is null)
            return null;
        CheckClasses(training.Data, training.Validation);
        if (statistics.Count == 0 && training.Data is not null && IsNormalized(training.Validation))
            Load(training.Data);
        return Load(training.Validation);
    }

    /// <summary>Reads a source and applies its transforms.</summary>
    /// <exception cref="NetLangException">A file is missing or wrong, or a transform does not fit.</exception>
    public Dataset Load(DataSource source)
    {
        var place = new Place();
        return Load(source, ref place);
    }

    /// <summary>
    /// Reads examples to predict from, and scales and normalizes them as the training data were: a CSV or an NPY file, an
    /// image, or a folder of images. A CSV file may hold the target of the training data, which is left out.
    /// </summary>
    /// <param name="path">Relative to the current folder, not to that of the training data.</param>
    /// <exception cref="NetLangException">A file is missing or wrong, or does not fit the training data.</exception>
    public Dataset LoadExamples(string path, TrainingDefaults? training)
    {
        var transforms = new Stack<DataTransform>();
        var origin = training?.Data;
        for (; origin is TransformedSource transformed; origin = transformed.Source)
            transforms.Push(transformed.Transform);
        if (transforms.Any(transform => transform is NormalizeTransform { Mean: null }))
            Load(training!.Data!); // for its statistics

        var data = ImagesAt(path) is { } images ? new Dataset(ImageSet.Read("images", images, ChannelsOf(origin)))
            : path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? new Dataset(NpyFile.Read(path, "features"))
            : WithoutTarget(path, (origin as CsvSource)?.Target);
        var place = new Place();
        foreach (var transform in transforms)
        {
            var isOfExamples = transform is ScaleTransform or NormalizeTransform or RandomTransform and not MixupTransform
                && (transform.Column is null || data.Columns.Any(column => column.Name == transform.Column));
            if (isOfExamples)
                data = Apply(transform, data, ref place);
        }

        return data;
    }

    /// <summary>The images that <see cref="LoadExamples"/> reads there, in order; null where it reads something else.</summary>
    /// <exception cref="NetLangException">There are none in a folder.</exception>
    public static IReadOnlyList<string>? ImagesAt(string path) => Directory.Exists(path) ? ImageFolder.Images(path)
        : ImageFile.IsImage(path) ? [path]
        : null;

    /// <summary>
    /// What the classes of the training data are called, in the order of their numbers; null where their source does not
    /// say it, or is not there.
    /// </summary>
    public IReadOnlyList<string>? ClassNames(TrainingDefaults? training) => Origin(training?.Data) switch
    {
        Cifar10Source => Cifar10File.ClassNames,
        ImageFolderSource folder when Directory.Exists(Resolve(folder.Folder)) => ImageFolder.ClassNames(Resolve(folder.Folder)),
        _ => null,
    };

    private static DataSource? Origin(DataSource? source) => source is TransformedSource transformed ? Origin(transformed.Source) : source;

    private static int ChannelsOf(DataSource? origin) => origin switch
    {
        ImageFolderSource folder => folder.Channels,
        IdxSource => 1,
        _ => 3,
    };

    /// <summary>Labels are places in the list of a folder's classes, so two folders must have the same.</summary>
    private void CheckClasses(DataSource? training, DataSource validation)
    {
        if (Origin(training) is not ImageFolderSource learned || Origin(validation) is not ImageFolderSource held
            || !Directory.Exists(Resolve(learned.Folder)))
            return;
        var (expected, found) = (ImageFolder.ClassNames(Resolve(learned.Folder)), ImageFolder.ClassNames(Resolve(held.Folder)));
        if (expected.SequenceEqual(found))
            return;
        var different = expected.Except(found).Concat(found.Except(expected)).First();
        var isMissing = expected.Contains(different);
        throw new NetLangException(
            DataErrors.ClassesDiffer,
            $"the folder '{held.Folder}' has {(isMissing ? "no" : "a")} sub-folder '{different}', and '{learned.Folder}', which "
            + $"was learned from, has {(isMissing ? "one" : "none")}",
            "give both folders the same sub-folders: a label is the place of its class among them");
    }

    private static bool IsNormalized(DataSource source) => source is TransformedSource transformed
        && (transformed.Transform is NormalizeTransform { Mean: null } || IsNormalized(transformed.Source));

    private Dataset Load(DataSource source, ref Place place)
    {
        if (source is TransformedSource transformed)
            return Apply(transformed.Transform, Load(transformed.Source, ref place), ref place);
        if (!files.TryGetValue(source, out var data))
            files[source] = data = Read(source);
        return data;
    }

    private Dataset Read(DataSource source) => source switch
    {
        CsvSource csv => CsvFile.Read(Resolve(csv.Path), csv.Target, [.. model.Inputs.Select(input => input.Name)]),
        IdxSource idx => new(IdxFile.Read(Resolve(idx.Images), "images"), IdxFile.Read(Resolve(idx.Labels), "labels")),
        NpySource npy => new(
            NpyFile.Read(Resolve(npy.Features), "features"), NpyFile.Read(Resolve(npy.Targets), "targets")),
        Cifar10Source cifar => Cifar10File.Read([.. cifar.Paths.Select(Resolve)]),
        ImageFolderSource images => ImageFolder.Read(Resolve(images.Folder), images.Channels),
        InlineSource rows => new(
            Dataset.Flatten("features", rows.Features), Dataset.Flatten("targets", rows.Targets)),
        _ => throw new ArgumentException($"no loader reads {source.GetType().Name}"),
    };

    private Dataset WithoutTarget(string path, string? target)
    {
        var data = CsvFile.Read(path, target, [.. model.Inputs.Select(input => input.Name)], targetMayLack: true);
        return new([.. data.Columns.Where(column => column.Name != target)]);
    }

    private Dataset Apply(DataTransform transform, Dataset data, ref Place place)
    {
        var number = place.Transforms++;
        if (transform is SplitTransform split)
            return Split(data, split);
        if (transform is MixupTransform mixup)
            return RandomTransforms.Mix(mixup, data, number);
        if (data.Columns.Count == 0)
            return data;
        var index = transform.Column is null ? 0 : data.IndexOf(transform.Column);
        var column = data.Columns[index];
        return data.With(index, transform switch
        {
            ScaleTransform scale => ColumnTransforms.Scale(column, scale.Factor),
            OneHotTransform oneHot => ColumnTransforms.OneHot(column, oneHot.Classes),
            NormalizeTransform normalize => ColumnTransforms.Normalize(column, StatisticsFor(column, normalize, ref place)),
            RandomTransform random => RandomTransforms.Apply(random, column, number),
            _ => throw new ArgumentException($"nothing applies {transform.GetType().Name}"),
        });
    }

    private FeatureStatistics StatisticsFor(DataColumn column, NormalizeTransform normalize, ref Place place)
    {
        if (normalize.Mean is not null)
            return ColumnTransforms.GivenStatistics(column, normalize);
        var channels = normalize.IsPerChannel ? ImageShape.Of(column, "normalize { perChannel = true }").Channels : column.RowLength;
        var number = place.Statistics++;
        if (number == statistics.Count)
            statistics.Add(ColumnTransforms.Statistics(column, channels));
        if (statistics[number].Mean.Length != channels)
            throw new NetLangException(
                DataErrors.BadTransform,
                $"column '{column.Name}' has rows of {column.RowLength} values, but the training data, whose "
                + $"statistics normalize uses, have {statistics[number].Mean.Length}",
                "give validation data of the same columns");
        return statistics[number];
    }

    private static Dataset Split(Dataset data, SplitTransform split)
    {
        if (!(split.Fraction > 0 && split.Fraction < 1))
            throw new NetLangException(
                DataErrors.BadTransform,
                $"split {split.Fraction.ToString(CultureInfo.InvariantCulture)}: the fraction must be between 0 and 1",
                "`split 0.8` keeps a fifth of the rows for the second part");
        var rows = ExampleOrder.InFileOrder(data.Count);
        ExampleOrder.Shuffle(rows, split.Seed, epoch: 0);
        var first = (int)Math.Round(split.Fraction * data.Count);
        return data.Select(split.First ? rows[..first] : rows[first..]);
    }

    /// <summary>How many transforms, and how many statistics of the data, stand before what is applied next.</summary>
    private struct Place
    {
        public int Transforms;
        public int Statistics;
    }

    private string Resolve(string path) => directory is null ? path : Path.Combine(directory, path);
}
