using System.Globalization;
using System.Numerics;
using NetLang.Runtime.Data.Rows;

namespace NetLang.Runtime.Data;

/// <summary>
/// The transforms of one column that are the same in each epoch. Results of f64 and i64 columns are f64, of all others
/// f32; each is computed in f64 and rounded once. Bytes that make up images are changed when they are read.
/// </summary>
internal static class ColumnTransforms
{
    public static DataColumn Scale(DataColumn column, double factor) => column.Values switch
    {
        _ when column.IsReadLate => column.Then(new ScaleStep([.. column.RowShape], factor)),
        float[] values => column.With(Scale<float, float>(values, factor)),
        byte[] values => column.With(Scale<byte, float>(values, factor)),
        int[] values => column.With(Scale<int, float>(values, factor)),
        _ => column.With(Scale<double, double>(Doubles(column), factor)),
    };

    public static DataColumn Normalize(DataColumn column, FeatureStatistics statistics) => column.Values switch
    {
        _ when column.IsReadLate => column.Then(new NormalizeStep([.. column.RowShape], statistics)),
        float[] values => column.With(Normalize<float, float>(values, column.RowLength, statistics)),
        byte[] values => column.With(Normalize<byte, float>(values, column.RowLength, statistics)),
        int[] values => column.With(Normalize<int, float>(values, column.RowLength, statistics)),
        _ => column.With(Normalize<double, double>(Doubles(column), column.RowLength, statistics)),
    };

    /// <exception cref="NetLangException">A value is NaN or infinite.</exception>
    public static FeatureStatistics Statistics(DataColumn column, int channels)
    {
        ValueChecks.Finite(column); // here, for a mean of NaN would spread to every row and hide the one at fault
        return FeatureStatistics.Of(column, channels);
    }

    /// <summary>Those that a program gives.</summary>
    /// <exception cref="NetLangException">They are not as many as the column has channels or features.</exception>
    public static FeatureStatistics GivenStatistics(DataColumn column, NormalizeTransform normalize)
    {
        var (mean, deviation) = (normalize.Mean!, normalize.Deviation!);
        var channels = ImageShape.Find(column.RowShape)?.Channels ?? column.RowLength;
        if (mean.Length == deviation.Length && (mean.Length == 1 || mean.Length == channels || mean.Length == column.RowLength))
            return new(mean, deviation);
        throw new NetLangException(
            DataErrors.BadTransform,
            $"normalize has {mean.Length} means and {deviation.Length} deviations, and a row of column '{column.Name}' is "
            + $"[{string.Join(", ", column.RowShape)}]",
            channels == column.RowLength ? $"give {channels} of each, or 1" : $"give one of each a channel: {channels}");
    }

    /// <exception cref="NetLangException">A value is no class, or a row holds several values.</exception>
    public static DataColumn OneHot(DataColumn column, int classes)
    {
        if (column.RowLength != 1)
            throw new NetLangException(
                DataErrors.BadTransform,
                $"oneHot {classes} needs one value a row, but column '{column.Name}' has {column.RowLength}",
                "choose the column with: |> on \"name\"");
        if (column.IsRandom)
            throw new NetLangException(
                DataErrors.BadTransform,
                $"oneHot {classes} stands behind a transform that changes column '{column.Name}' at random",
                "write it before: `… |> on \"labels\" (oneHot 10) |> mixup 0.2`");
        var values = Doubles(column);
        var encoded = new float[checked(values.Length * classes)];
        for (var row = 0; row < values.Length; row++)
        {
            var value = values[row];
            if (!(value >= 0 && value < classes && value == Math.Floor(value)))
                throw new NetLangException(
                    DataErrors.BadTransform,
                    $"{column.Place(row)} is {value.ToString(CultureInfo.InvariantCulture)}, but oneHot {classes} "
                    + $"takes whole numbers from 0 to {classes - 1}",
                    "correct the value or give more classes");
            encoded[(row * classes) + (int)value] = 1;
        }

        return column.With(encoded, [classes]);
    }

    private static TTo[] Scale<TFrom, TTo>(TFrom[] values, double factor)
        where TFrom : INumber<TFrom>
        where TTo : INumber<TTo>
    {
        var scaled = new TTo[values.Length];
        for (var index = 0; index < values.Length; index++)
            scaled[index] = TTo.CreateTruncating(double.CreateTruncating(values[index]) * factor);
        return scaled;
    }

    private static TTo[] Normalize<TFrom, TTo>(TFrom[] values, int rowLength, FeatureStatistics statistics)
        where TFrom : INumber<TFrom>
        where TTo : INumber<TTo>
    {
        var normalized = new TTo[values.Length];
        var (mean, deviation) = statistics;
        var length = rowLength / mean.Length;
        for (var index = 0; index < values.Length; index++)
        {
            var channel = index % rowLength / length;
            var centred = double.CreateTruncating(values[index]) - mean[channel];
            normalized[index] = TTo.CreateTruncating(centred / deviation[channel]);
        }

        return normalized;
    }

    private static double[] Doubles(DataColumn column) =>
        (double[])ColumnConversion.Convert(column, ElementType.F64).Values;
}
