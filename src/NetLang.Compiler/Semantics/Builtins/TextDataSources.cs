using System.Collections.Immutable;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime.Data;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Texts and series as sources of data.</summary>
internal static class TextDataSources
{
    private static readonly UnitValue Needed = UnitValue.Instance;

    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("text", 2, "text { length = 64 } Bytes \"book.txt\"", Windows)
        {
            Options = BuiltinFunction.Defaults(("length", Needed)),
        },
        new("labelledText", 2, "labelledText { text = \"name\"; label = \"kind\"; length = 16 } Bytes \"names.csv\"", Labelled)
        {
            Options = BuiltinFunction.Defaults(("text", Needed), ("label", Needed), ("length", Needed), ("buckets", UnitValue.Instance)),
        },
        new("textPairs", 2, "textPairs { source = \"from\"; target = \"to\"; sourceLength = 24; targetLength = 11; start = \"<\"; stop = \">\" } Bytes \"dates.csv\"", Pairs)
        {
            Options = BuiltinFunction.Defaults(
                ("source", Needed), ("target", Needed), ("sourceLength", Needed), ("targetLength", Needed), ("start", Needed), ("stop", Needed),
                ("buckets", UnitValue.Instance)),
        },
        new("series", 1, "series { window = 52; target = \"co2\" } \"co2.csv\"", Series)
        {
            Options = BuiltinFunction.Defaults(
                ("window", Needed), ("horizon", new IntValue(1)), ("stride", new IntValue(1)), ("target", UnitValue.Instance)),
        },
    ];

    private static Value Windows(BuiltinCall call) =>
        Tokenizers.Of(call, 0) is { } tokens && call.Path(1, "path") is { } path && Count(call, "length") is { } length
            ? new DataSourceValue(new TextSource(tokens, path, length))
            : ErrorValue.Instance;

    private static Value Labelled(BuiltinCall call) =>
        Tokenizers.Of(call, 0) is { } tokens
        && call.Path(1, "path") is { } path
        && Text(call, "text") is { } text
        && Text(call, "label") is { } label
        && Lengths(call, "length") is var (length, buckets)
            ? new DataSourceValue(new LabelledTextSource(tokens, path, text, label, length) { Buckets = buckets })
            : ErrorValue.Instance;

    private static Value Pairs(BuiltinCall call) =>
        Tokenizers.Of(call, 0) is { } tokens
        && call.Path(1, "path") is { } path
        && Text(call, "source") is { } source
        && Text(call, "target") is { } target
        && Lengths(call, "sourceLength") is var (sourceLength, buckets)
        && Count(call, "targetLength") is { } targetLength
        && Token(call, "start", tokens) is { } start
        && Token(call, "stop", tokens) is { } stop
            ? new DataSourceValue(new TextPairSource(tokens, path, source, target, sourceLength, targetLength, start, stop) { Buckets = buckets })
            : ErrorValue.Instance;

    private static Value Series(BuiltinCall call)
    {
        if (call.Path(0, "path") is not { } path
            || Count(call, "window") is not { } window
            || Count(call, "horizon") is not { } horizon
            || Count(call, "stride") is not { } stride)
            return ErrorValue.Instance;
        if (call.Options["target"] is UnitValue)
            return new DataSourceValue(new SeriesSource(path, window, horizon, stride, null));
        return Text(call, "target") is { } target
            ? new DataSourceValue(new SeriesSource(path, window, horizon, stride, target))
            : ErrorValue.Instance;
    }

    /// <summary>A length, which buckets have in their last; null after reporting.</summary>
    private static (int Longest, LengthBuckets? Buckets)? Lengths(BuiltinCall call, string option)
    {
        var given = call.Options["buckets"]!;
        if (given is UnitValue)
            return Count(call, option) is { } length ? (length, null) : null;
        if (call.Options[option] is not UnitValue)
            Fail($"`{call.Function.Name}` takes `{option}` or `buckets`, and has both", $"leave `{option}` out: it is the last of `buckets`");
        else if (given is ListValue { Items: { Length: > 0 } items } && Ascending(items) is { } lengths)
            return (lengths[^1], new LengthBuckets(lengths));
        else
            Fail("`buckets` is a list of whole numbers from 1, each larger than the one before", "write, for example, `buckets = [8; 12; 16]`");
        return null;

        void Fail(string message, string help) =>
            call.Elaborator.Fail(TrainErrors.DataDescription, call.SpanOf("buckets"), message, help);
    }

    private static int[]? Ascending(ImmutableArray<Value> items)
    {
        var last = 0;
        foreach (var item in items)
        {
            if (item is not IntValue { Value: <= int.MaxValue and var length } || length <= last)
                return null;
            last = (int)length;
        }

        return [.. items.Cast<IntValue>().Select(item => (int)item.Value)];
    }

    private static int? Count(BuiltinCall call, string option)
    {
        switch (call.Options[option])
        {
            case IntValue { Value: >= 1 and <= int.MaxValue and var count }:
                return (int)count;
            case UnitValue:
                Lacks(call, option);
                return null;
            case var other:
                Wrong(call, option, $"the `{option}` of `{call.Function.Name}` is a whole number from 1, not {other!.Describe()}");
                return null;
        }
    }

    private static string? Text(BuiltinCall call, string option)
    {
        switch (call.Options[option])
        {
            case StringValue text:
                return text.Value;
            case UnitValue:
                Lacks(call, option);
                return null;
            case var other:
                Wrong(call, option, $"the `{option}` of `{call.Function.Name}` is a string, not {other!.Describe()}");
                return null;
        }
    }

    /// <summary>A text that is one token. The words of a vocabulary are known at run time only.</summary>
    private static string? Token(BuiltinCall call, string option, TokenizerSpec tokens)
    {
        if (Text(call, option) is not { } text)
            return null;
        if (Tokenizers.IsToken(tokens, text))
            return text;
        Wrong(call, option, $"\"{text}\" is not one token of {Tokenizers.Describe(tokens)}, and `{option}` of `textPairs` is one");
        return null;
    }

    private static void Lacks(BuiltinCall call, string option) =>
        Wrong(call, option, $"`{call.Function.Name}` needs the option `{option}`");

    private static void Wrong(BuiltinCall call, string option, string message) =>
        call.Elaborator.Fail(TrainErrors.DataDescription, call.SpanOf(option), message, $"write, for example, `{call.Function.Example}`");
}
