using System.Collections.Immutable;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime.Data;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Where examples come from: files by their path, or rows written in the program.</summary>
internal static class DataSources
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("csv", 1, "csv { target = \"price\" } \"houses.csv\"", Csv) { Options = BuiltinFunction.Defaults(("target", UnitValue.Instance)) },
        new("idx", 2, "idx \"images.gz\" \"labels.gz\"", call => Files(call, "images", "labels", (images, labels) => new IdxSource(images, labels))),
        new("npy", 2, "npy \"features.npy\" \"targets.npy\"", call => Files(call, "features", "targets", (x, y) => new NpySource(x, y))),
        new("cifar10", 1, "cifar10 [\"data_batch_1.bin\"; \"data_batch_2.bin\"]", Cifar10),
        new("imageFolder", 1, "imageFolder \"train\"", ImageFolder) { Options = BuiltinFunction.Defaults(("channels", new IntValue(3))) },
        new("rows", 2, "rows [[0.0; 1.0]; [1.0; 1.0]] [[1.0]; [0.0]]", Rows),
    ];

    private static Value Csv(BuiltinCall call)
    {
        if (call.Path(0, "path") is not { } path)
            return ErrorValue.Instance;
        switch (call.Options["target"])
        {
            case StringValue target:
                return new DataSourceValue(new CsvSource(path, target.Value));
            case UnitValue:
                return new DataSourceValue(new CsvSource(path, null));
            default:
                return call.Fail(
                    0,
                    TrainErrors.DataDescription,
                    "the target of `csv` is not the name of a column",
                    "write the name as a string: `csv { target = \"price\" } …`");
        }
    }

    private static Value Files(BuiltinCall call, string first, string second, Func<string, string, DataSource> make) =>
        call.Path(0, $"file of {first}") is { } x && call.Path(1, $"file of {second}") is { } y
            ? new DataSourceValue(make(x, y))
            : ErrorValue.Instance;

    private static Value Cifar10(BuiltinCall call)
    {
        var files = call[0] is ListValue { Items: var items } ? items.Select(item => call.ItemOf(0, item)) : [call.Arguments[0]];
        string?[] paths = [.. files.Select(file => call.Path(file, "file"))];
        if (paths.Length == 0)
            return call.Fail(0, TrainErrors.DataDescription, "`cifar10` has no files", $"name one at least: `{call.Function.Example}`");
        return paths.Contains(null) ? ErrorValue.Instance : new DataSourceValue(new Cifar10Source(paths!));
    }

    private static Value ImageFolder(BuiltinCall call)
    {
        if (call.Path(0, "folder") is not { } path)
            return ErrorValue.Instance;
        if (call.Options["channels"] is IntValue { Value: (1 or 3 or 4) and var channels })
            return new DataSourceValue(new ImageFolderSource(path, (int)channels));
        return call.Elaborator.Fail(
            TrainErrors.DataDescription,
            call.SpanOf("channels"),
            $"images have 1 channel (grey), 3 (red, green, blue) or 4 (these and opacity), not {call.Options["channels"]!.Describe()}",
            "write `{ channels = 1 }` for grey images; without the option they have 3");
    }

    private static Value Rows(BuiltinCall call)
    {
        if (RowsOf(call, 0, "features") is not { } features || RowsOf(call, 1, "targets") is not { } targets)
            return ErrorValue.Instance;
        if (features.Length != targets.Length)
        {
            return call.Fail(
                1,
                TrainErrors.DataDescription,
                $"`rows` has {features.Length} rows of features and {targets.Length} of targets",
                "give one row of targets for each row of features");
        }

        return new DataSourceValue(new InlineSource(features, targets));
    }

    private static double[][]? RowsOf(BuiltinCall call, int index, string role)
    {
        if (call.List(index, role) is not { } items)
            return null;
        foreach (var item in items) // rows may be one and the same list, again and again
        {
            if (!call.Elaborator.Spend(call.Span, item is ListValue row ? row.Items.Length : 1))
                return null;
        }

        var rows = items.Select(Row).ToArray();
        if (rows.Length > 0 && Array.TrueForAll(rows, row => row is not null && row.Length == rows[0]!.Length))
            return rows!;
        call.Fail(
            index,
            TrainErrors.DataDescription,
            $"the {role} of `rows` are not lists of equally many numbers",
            "write one list of numbers a row, all of one length: `[[0.0; 1.0]; [1.0; 1.0]]`");
        return null;
    }

    /// <summary>A list of numbers, or a number as a row of one.</summary>
    private static double[]? Row(Value row)
    {
        var items = row is ListValue list ? list.Items : ImmutableArray.Create(row);
        var numbers = items.Select(Number).ToArray();
        return Array.TrueForAll(numbers, n => n.HasValue) ? [.. numbers.Select(n => n!.Value)] : null;
    }

    private static double? Number(Value value) => value switch
    {
        FloatValue number => number.Value,
        IntValue number => number.Value,
        BoolValue flag => flag.Value ? 1 : 0,
        _ => null,
    };
}
