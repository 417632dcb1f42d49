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

/// <summary>Rows given in the <c>.net</c> file itself: <c>rows [[0.0; 1.0]] [[1.0]]</c>.</summary>
public sealed record InlineSource(double[][] Features, double[][] Targets) : DataSource;

/// <summary>A source with a transform behind it.</summary>
public sealed record TransformedSource(DataSource Source, DataTransform Transform) : DataSource;

/// <summary>
/// A change to examples as they are loaded. Without <paramref name="Column"/> it touches the first column.
/// </summary>
public abstract record DataTransform(string? Column);

/// <summary><c>scale f</c>: multiplies by a number.</summary>
public sealed record ScaleTransform(double Factor, string? Column) : DataTransform(Column);

/// <summary>
/// <c>normalize</c>: subtracts the mean and divides by the standard deviation of each feature; the statistics are
/// those of the training source, also where the transform stands on the validation source.
/// </summary>
public sealed record NormalizeTransform(string? Column) : DataTransform(Column);

/// <summary><c>oneHot k</c></summary>
public sealed record OneHotTransform(int Classes, string? Column) : DataTransform(Column);

/// <summary>
/// One side of <c>split { seed = 0 } 0.8</c>: the examples in an order shuffled by the seed, of which the first
/// <c>round(fraction · count)</c> are one side and the rest the other.
/// </summary>
public sealed record SplitTransform(double Fraction, ulong Seed, bool First) : DataTransform((string?)null);
