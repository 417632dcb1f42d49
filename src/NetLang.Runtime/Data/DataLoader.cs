using System.Globalization;
using NetLang.Runtime.Data.Images;
using NetLang.Runtime.Data.Rows;
using NetLang.Runtime.Execution;
using NetLang.Runtime.Text;

namespace NetLang.Runtime.Data;

/// <summary>
/// Reads data sources and applies their transforms. A file that training and validation data share is read once, and <c>normalize</c> takes its
/// statistics from the source that is loaded first: load training data before validation data.
/// </summary>
/// <param name="model">The model for which data are loaded: a CSV column of an input's name feeds it alone.</param>
/// <param name="directory">The folder to which paths are relative; null for the current one.</param>
public sealed class DataLoader(ModelSpec model, string? directory)
{
    private readonly SourceFiles files = new(model, directory);
    private readonly List<FeatureStatistics> statistics = [];

    /// <summary>Reads the validation data of a <c>train</c> record; null where it has none.</summary>
    /// <exception cref="NetLangException">A file is missing or wrong, or a transform does not fit.</exception>
    public Dataset? LoadValidation(TrainingDefaults training)
    {
        if (training.Validation is null)
            return null;
        files.CheckClasses(Origin(training.Data), Origin(training.Validation)!);
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
    /// image, a folder of images, or a text where the training data are one. A CSV file may hold the target of the training
    /// data, which is left out.
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

        var data = files.ReadExamples(path, origin);
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
    public IReadOnlyList<string>? ClassNames(TrainingDefaults? training) => files.ClassNames(Origin(training?.Data));

    /// <summary>How the training data are cut into tokens; null where they are no text.</summary>
    /// <exception cref="NetLangException">The file of the vocabulary is missing or wrong.</exception>
    public Tokenizer? LoadTokenizer(TrainingDefaults? training) => Origin(training?.Data) switch
    {
        TextSource text => files.TokenizerOf(text.Tokens),
        LabelledTextSource text => files.TokenizerOf(text.Tokens),
        TextPairSource text => files.TokenizerOf(text.Tokens),
        _ => null,
    };

    private static DataSource? Origin(DataSource? source) => source is TransformedSource transformed ? Origin(transformed.Source) : source;

    private static bool IsNormalized(DataSource source) => source is TransformedSource transformed
        && (transformed.Transform is NormalizeTransform { Mean: null } || IsNormalized(transformed.Source));

    private Dataset Load(DataSource source, ref Place place)
    {
        if (source is TransformedSource transformed)
            return Apply(transformed.Transform, Load(transformed.Source, ref place), ref place);
        return files.Read(source);
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
        if (split.IsShuffled)
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
}
