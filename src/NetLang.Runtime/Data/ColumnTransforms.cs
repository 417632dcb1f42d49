using System.Globalization;
using System.Numerics;

namespace NetLang.Runtime.Data;

/// <summary>
/// The transforms of one column. Results of f64 columns are f64, of all others f32; each is computed in f64 and rounded
/// once.
/// </summary>
internal static class ColumnTransforms
{
    public static DataColumn Scale(DataColumn column, double factor) =>
        Map(column, (value, _) => value * factor);

    public static DataColumn Normalize(DataColumn column, FeatureStatistics statistics) =>
        Map(column, (value, feature) => (value - statistics.Mean[feature]) / statistics.Deviation[feature]);

    public static FeatureStatistics Statistics(DataColumn column) => column.Values switch
    {
        float[] values => FeatureStatistics.Of(values, column.RowLength),
        byte[] values => FeatureStatistics.Of(values, column.RowLength),
        _ => FeatureStatistics.Of(Doubles(column), column.RowLength),
    };

    /// <exception cref="NetLangException">A value is no class, or a row holds several values.</exception>
    public static DataColumn OneHot(DataColumn column, int classes)
    {
        if (column.RowLength != 1)
            throw new NetLangException(
                DataErrors.BadTransform,
                $"oneHot {classes} needs one value a row, but column '{column.Name}' has {column.RowLength}",
                "choose the column with: |> on \"name\"");
        var values = Doubles(column);
        var encoded = new float[checked(values.Length * classes)];
        for (var row = 0; row < values.Length; row++)
        {
            var value = values[row];
            if (!(value >= 0 && value < classes && value == Math.Floor(value)))
                throw new NetLangException(
                    DataErrors.BadTransform,
                    $"{column.Place(row)} is {value.ToString(CultureInfo.InvariantCulture)}, but oneHot {classes} takes "
                    + $"whole numbers from 0 to {classes - 1}",
                    "correct the value or give more classes");
            encoded[(row * classes) + (int)value] = 1;
        }

        return column.With(encoded, [classes]);
    }

    private static DataColumn Map(DataColumn column, Func<double, int, double> map) => column.Values switch
    {
        float[] values => column.With(MapToSingle(values, column.RowLength, map)),
        byte[] values => column.With(MapToSingle(values, column.RowLength, map)),
        int[] values => column.With(MapToSingle(values, column.RowLength, map)),
        _ => column.With(MapToDouble(Doubles(column), column.RowLength, map)),
    };

    private static float[] MapToSingle<T>(T[] values, int rowLength, Func<double, int, double> map)
        where T : INumber<T>
    {
        var mapped = new float[values.Length];
        for (var index = 0; index < values.Length; index++)
            mapped[index] = (float)map(double.CreateTruncating(values[index]), index % rowLength);
        return mapped;
    }

    private static double[] MapToDouble(double[] values, int rowLength, Func<double, int, double> map)
    {
        var mapped = new double[values.Length];
        for (var index = 0; index < values.Length; index++)
            mapped[index] = map(values[index], index % rowLength);
        return mapped;
    }

    private static double[] Doubles(DataColumn column) =>
        (double[])ColumnConversion.Convert(column, ElementType.F64).Values;
}
