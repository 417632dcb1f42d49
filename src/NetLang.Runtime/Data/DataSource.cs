namespace NetLang.Runtime.Data;

/// <summary>Where examples come from, as a <c>train</c> record describes it: files, then transforms in order.</summary>
public abstract record DataSource;

/// <summary><c>csv { target = "price" } "file.csv"</c></summary>
/// <param name="Target">Name of the target column; null where there is none.</param>
public sealed record CsvSource(string Path, string? Target) : DataSource;

/// <summary><c>idx "images" "labels"</c>: IDX files, plain or gzip (<c>.gz</c> may be left out).</summary>
public sealed record IdxSource(string Images, string Labels) : DataSource;

/// <summary><c>npy "x.npy" "y.npy"</c></summary>
public sealed record NpySource(string Features, string Targets) : DataSource;

/// <summary><c>cifar10 ["data_batch_1.bin"; "data_batch_2.bin"]</c>: files of CIFAR-10's binary version.</summary>
public sealed record Cifar10Source(params string[] Paths) : DataSource
{
    /// <summary>Whether the same files are named in the same order.</summary>
    public bool Equals(Cifar10Source? other) => other is not null && Paths.SequenceEqual(other.Paths);

    /// <inheritdoc/>
    public override int GetHashCode() => Paths.Length == 0 ? 0 : HashCode.Combine(Paths.Length, Paths[0]);
}

/// <summary>
/// <c>imageFolder { channels = 1 } "folder"</c>: a folder with a sub-folder of PNG, PGM or PPM files for each class.
/// </summary>
/// <param name="Channels">1 for grey, 3 for colour, 4 for colour and opacity.</param>
public sealed record ImageFolderSource(string Folder, int Channels) : DataSource;

/// <summary>Rows given in the <c>.net</c> file itself: <c>rows [[0.0; 1.0]] [[1.0]]</c>.</summary>
public sealed record InlineSource(double[][] Features, double[][] Targets) : DataSource;

/// <summary><c>text { length = 64 } Bytes "book.txt"</c>: windows of a text, and the tokens that come next.</summary>
/// <param name="Length">Tokens a window.</param>
public sealed record TextSource(TokenizerSpec Tokens, string Path, int Length) : DataSource;

/// <summary><c>labelledText { text = "name"; label = "kind"; length = 16 } Bytes "names.csv"</c></summary>
/// <param name="Text">The name of the column with texts.</param>
/// <param name="Label">The name of the column with labels.</param>
/// <param name="Length">Tokens a row, of which those behind the end of a text are 0.</param>
public sealed record LabelledTextSource(TokenizerSpec Tokens, string Path, string Text, string Label, int Length) : DataSource
{
    /// <summary>Lengths, the last of which is <see cref="Length"/>: each batch is of texts for one of them, and so long.</summary>
    public LengthBuckets? Buckets { get; init; }
}

/// <summary>
/// <c>textPairs { source = "from"; target = "to"; sourceLength = 24; targetLength = 11; start = "&lt;"; stop = "&gt;" } Bytes "dates.csv"</c>
/// </summary>
/// <param name="Source">The name of the column with texts that are given.</param>
/// <param name="Target">The name of the column with texts to make of them.</param>
/// <param name="SourceLength">Tokens a row of the ones.</param>
/// <param name="TargetLength">Tokens a row of the others, with start or stop.</param>
/// <param name="Start">The token before a target.</param>
/// <param name="Stop">The token behind a target.</param>
public sealed record TextPairSource(
    TokenizerSpec Tokens, string Path, string Source, string Target, int SourceLength, int TargetLength, string Start, string Stop)
    : DataSource
{
    /// <summary>Lengths of sources, the last of which is <see cref="SourceLength"/>: each batch is of one of them.</summary>
    public LengthBuckets? Buckets { get; init; }
}

/// <summary>Lengths of rows, ascending.</summary>
public sealed record LengthBuckets(params int[] Lengths)
{
    /// <summary>Whether the lengths are the same.</summary>
    public bool Equals(LengthBuckets? other) => other is not null && Lengths.SequenceEqual(other.Lengths);

    /// <inheritdoc/>
    public override int GetHashCode() => Lengths.Length == 0 ? 0 : HashCode.Combine(Lengths.Length, Lengths[^1]);
}

/// <summary><c>series { window = 52; horizon = 1; stride = 1; target = "co2" } "co2.csv"</c>: windows over the rows of a CSV file.</summary>
/// <param name="Window">Rows a window.</param>
/// <param name="Horizon">Rows behind a window whose targets are to be told.</param>
/// <param name="Stride">Rows from one window to the next.</param>
/// <param name="Target">Name of the target column; null where the file has only one.</param>
public sealed record SeriesSource(string Path, int Window, int Horizon, int Stride, string? Target) : DataSource;

/// <summary>A source with a transform behind it.</summary>
public sealed record TransformedSource(DataSource Source, DataTransform Transform) : DataSource;

/// <summary>
/// A change to examples as they are loaded. Without <paramref name="Column"/> it touches the first column.
/// </summary>
public abstract record DataTransform(string? Column);

/// <summary><c>scale f</c>: multiplies by a number.</summary>
public sealed record ScaleTransform(double Factor, string? Column) : DataTransform(Column);

/// <summary>
/// <c>normalize</c>: subtracts the mean and divides by the standard deviation of each feature, or of each channel of
/// images. Statistics that are not given are those of the training source, also where the transform stands on the
/// validation source.
/// </summary>
public sealed record NormalizeTransform(string? Column) : DataTransform(Column)
{
    /// <summary>Whether statistics are taken of a channel at a time, and not of each element.</summary>
    public bool IsPerChannel { get; init; }

    /// <summary>Means that are given: one, one a channel or one a feature; null to take those of the data.</summary>
    public double[]? Mean { get; init; }

    /// <summary>Deviations that are given, as many as there are means.</summary>
    public double[]? Deviation { get; init; }
}

/// <summary><c>oneHot k</c></summary>
public sealed record OneHotTransform(int Classes, string? Column) : DataTransform(Column);

/// <summary>
/// One side of <c>split { seed = 0 } 0.8</c>: the examples in an order shuffled by the seed, of which the first
/// <c>round(fraction · count)</c> are one side and the rest the other.
/// </summary>
public sealed record SplitTransform(double Fraction, ulong Seed, bool First) : DataTransform((string?)null)
{
    /// <summary>Whether the order is shuffled; else it is that of the source, so that the one side lies before the other.</summary>
    public bool IsShuffled { get; init; } = true;
}
