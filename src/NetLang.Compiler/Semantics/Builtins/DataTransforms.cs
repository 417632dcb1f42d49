using System.Collections.Immutable;
using System.Globalization;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime.Data;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Changes to examples as they are loaded: functions from data source to data source.</summary>
internal static class DataTransforms
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("scale", 2, "scale 0.01 (csv \"houses.csv\")", call => call.Float(0, "factor") is { } factor
            ? Transform(call, 1, new ScaleTransform(factor, null))
            : ErrorValue.Instance),
        new("normalize", 1, "normalize (csv \"houses.csv\")", Normalize)
        {
            Options = BuiltinFunction.Defaults(
                ("perChannel", BoolValue.False), ("mean", UnitValue.Instance), ("std", UnitValue.Instance)),
        },
        new("oneHot", 2, "oneHot 10 (csv \"digits.csv\")", OneHot),
        new("split", 2, "split 0.8 (csv \"houses.csv\")", Split)
        {
            Options = BuiltinFunction.Defaults(("seed", new IntValue(0)), ("shuffle", BoolValue.True)),
        },
        new("on", 3, "on \"age\" (scale 0.01) (csv \"houses.csv\")", OnColumn),
    ];

    /// <summary>A source with a transform behind it.</summary>
    public static Value Transform(BuiltinCall call, int source, DataTransform transform) =>
        Source(call, source) is { } data
            ? new DataSourceValue(new TransformedSource(data, transform))
            : ErrorValue.Instance;

    private static Value Normalize(BuiltinCall call)
    {
        var (mean, std) = (call.Options["mean"]!, call.Options["std"]!);
        if (call.Options["perChannel"] is not BoolValue perChannel)
            return Wrong("perChannel", "`perChannel` of `normalize` is true or false", "write `{ perChannel = true }`");
        if (mean is UnitValue && std is UnitValue)
            return Transform(call, 0, new NormalizeTransform(null) { IsPerChannel = perChannel.Value });
        if (Numbers(mean) is not { Length: > 0 } means || Numbers(std) is not { } deviations || means.Length != deviations.Length)
        {
            return Wrong(
                mean is UnitValue ? "std" : "mean",
                "`mean` and `std` of `normalize` are not lists of equally many numbers",
                "write both, one number a channel: `{ mean = [0.49; 0.48; 0.45]; std = [0.25; 0.24; 0.26] }`");
        }

        if (deviations.Any(deviation => deviation is not > 0))
            return Wrong("std", "a standard deviation is above 0", "for values that are all the same, take 1.0");
        return Transform(call, 0, new NormalizeTransform(null) { Mean = means, Deviation = deviations });

        Value Wrong(string option, string message, string help) =>
            call.Elaborator.Fail(TrainErrors.DataDescription, call.SpanOf(option), message, help);
    }

    /// <summary>A list of numbers, or a number alone.</summary>
    private static double[]? Numbers(Value value)
    {
        ImmutableArray<Value> items = value is ListValue list ? list.Items : [value];
        var numbers = items.Select(item => item switch
        {
            FloatValue number => number.Value,
            IntValue number => number.Value,
            _ => double.NaN,
        }).ToArray();
        return Array.TrueForAll(numbers, double.IsFinite) ? numbers : null;
    }

    private static Value OneHot(BuiltinCall call)
    {
        if (call.Int(0, "number of classes") is not { } classes)
            return ErrorValue.Instance;
        if (classes is >= 2 and <= int.MaxValue)
            return Transform(call, 1, new OneHotTransform((int)classes, null));
        return call.Fail(
            0,
            TrainErrors.DataDescription,
            string.Create(
                CultureInfo.InvariantCulture, $"`oneHot {classes}` has no sense: there are at least two classes"),
            "give the number of classes, such as `oneHot 10` for digits");
    }

    private static Value Split(BuiltinCall call)
    {
        if (call.Float(0, "fraction") is not { } fraction)
            return ErrorValue.Instance;
        if (fraction is not (> 0 and < 1))
        {
            return call.Fail(
                0,
                TrainErrors.DataDescription,
                string.Create(
                    CultureInfo.InvariantCulture, $"`split` takes a fraction between 0 and 1, not {fraction}"),
                fraction is > 1 and < 100
                    ? string.Create(
                        CultureInfo.InvariantCulture, $"for {fraction} percent write `split {fraction / 100}`")
                    : "give the share of the first part: `split 0.8` keeps a fifth for the second");
        }

        if (call.Options["seed"] is not IntValue { Value: >= 0 } seed)
        {
            return call.Fail(
                0,
                TrainErrors.DataDescription,
                "the seed of `split` is not a whole number from 0",
                "write `{ seed = 1 }`");
        }

        if (call.Options["shuffle"] is not BoolValue shuffle)
        {
            return call.Elaborator.Fail(
                TrainErrors.DataDescription,
                call.SpanOf("shuffle"),
                "`shuffle` of `split` is true or false",
                "write `{ shuffle = false }` to keep the order of the examples");
        }

        if (Source(call, 1) is not { } data)
            return ErrorValue.Instance;
        return new TupleValue([Side(first: true), Side(first: false)]);

        Value Side(bool first) =>
            new DataSourceValue(new TransformedSource(
                data, new SplitTransform(fraction, (ulong)seed.Value, first) { IsShuffled = shuffle.Value }));
    }

    /// <summary><c>on "name" transform source</c>: the transform, for the column of that name.</summary>
    private static Value OnColumn(BuiltinCall call)
    {
        if (call.Text(0, "column") is not { } column
            || call.Callable(1, "transform") is not { } transform
            || Source(call, 2) is not { } source)
        {
            return ErrorValue.Instance;
        }

        switch (call.Elaborator.Apply(transform, call.Span, call.Arguments[2]))
        {
            case DataSourceValue { Source: TransformedSource { Transform: MixupTransform } }:
                return call.Fail(
                    1, TrainErrors.DataDescription, "`mixup` mixes all columns, not one", "write it without `on`: `|> mixup 0.2`");
            case DataSourceValue changed:
                return new DataSourceValue(ForColumn(changed.Source, source, column));
            case ErrorValue:
                return ErrorValue.Instance;
            case var other:
                return call.Fail(
                    1,
                    TrainErrors.DataDescription,
                    $"`on` takes a transform of data, but this one gives {other.Describe()}",
                    "`scale`, `normalize`, `oneHot` and those of images transform a column");
        }
    }

    /// <summary>Gives the column to each transform that stands behind <paramref name="start"/>.</summary>
    private static DataSource ForColumn(DataSource changed, DataSource start, string column) =>
        changed is TransformedSource(var source, var transform) && !ReferenceEquals(changed, start)
            ? new TransformedSource(ForColumn(source, start, column), transform with { Column = column })
            : changed;

    private static DataSource? Source(BuiltinCall call, int index)
    {
        if (call[index] is DataSourceValue data)
            return data.Source;
        call.Mismatch(call.Arguments[index], "source", "data (`csv`, `idx`, `npy`, `cifar10`, `imageFolder`, `text`, `labelledText`, `textPairs`, `series`, `rows`)");
        return null;
    }
}
