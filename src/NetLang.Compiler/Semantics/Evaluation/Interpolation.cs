using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary>Puts values for <c>{name}</c> and <c>{name.field}</c> into a string.</summary>
internal sealed partial class Interpolation(Elaborator elaborator)
{
<<<<<<< HEAD
    /// <summary>The names of values, with their fields left out, that a string has room for.</summary>
    public static IEnumerable<string> NamesIn(string text) =>
        Placeholder().Matches(text).Select(match => match.Groups[1].Value.Split('.')[0]);

    /// <summary>The string. What is no name that is known stays in it as it is written.</summary>
    public Value Evaluate(StringLiteral literal, Environment names)
    {
        var text = new StringBuilder();
        var end = 0;
        foreach (Match match in Placeholder().Matches(literal.Value))
        {
            var path = match.Groups[1].Value.Split('.');
            var value = names.Find(path[0]) is { } bound ? elaborator.Read(bound) : null;
            foreach (var field in path.Skip(1))
                value = (value as RecordValue)?[field];
            if (value is null)
                continue;
            if (value.HoldsError)
                return ErrorValue.Instance;
            text.Append(literal.Value, end, match.Index - end);
            end = match.Index + match.Length;
            if (!Show(value, text))
                return TooLong(literal);
        }

        text.Append(literal.Value, end, literal.Value.Length - end);
        return new StringValue(text.ToString(), IsFilled: end > 0) { Origin = literal.Span };
    }

    private Value TooLong(StringLiteral literal) => elaborator.Fail(
        NameErrors.TooMuchWork,
        literal.Span,
        $"this string becomes longer than {Budget.MaximumTextLength:N0} characters",
        "put names and numbers into strings, and no long lists");

    /// <summary>Appends the value; false where that becomes too long.</summary>
    private static bool Show(Value value, StringBuilder text)
    {
        switch (value)
        {
            case ListValue list:
                return Show("[", list.Items, "; ", "]", text);
            case TupleValue tuple:
                return Show("(", tuple.Items, ", ", ")", text);
            default:
                return text.Append(Show(value)).Length <= Budget.MaximumTextLength;
        }
    }

    private static bool Show(string open, IEnumerable<Value> items, string separator, string close, StringBuilder text)
    {
        text.Append(open);
        foreach (var (index, item) in items.Index())
        {
            // Values may be nested deeply, and share parts: what is too long is not looked at to its end.
            if (text.Append(index > 0 ? separator : "").Length > Budget.MaximumTextLength || !Show(item, text))
                return false;
        }

        return text.Append(close).Length <= Budget.MaximumTextLength;
    }
=======
    private const int MaximumLength = 10_000;
>>>>>>> f450549 (Let values stand in every string, so that names of layers can be numbered)

    /// <summary>The names that stand in a string for their values, where they are known.</summary>
    public static IEnumerable<string> NamesIn(StringLiteral literal) =>
        Placeholder().Matches(literal.Value).Select(placeholder => placeholder.Groups[1].Value.Split('.')[0]);

    /// <summary>The string; what is no name that is known stays as it is written.</summary>
    public Value Evaluate(StringLiteral literal, Environment names)
    {
        var text = new StringBuilder();
        var written = 0;
        foreach (Match placeholder in Placeholder().Matches(literal.Value))
        {
            if (Find(placeholder.Groups[1].Value, names) is not { } value)
                continue;
            if (value is ErrorValue)
                return value;
            text.Append(literal.Value, written, placeholder.Index - written);
            written = placeholder.Index + placeholder.Length;
            if (!Show(value, text))
                return TooLong(literal);
        }

        text.Append(literal.Value, written, literal.Value.Length - written);
        return new StringValue(text.ToString()) { Origin = literal.Span };
    }

    private Value? Find(string path, Environment names)
    {
        var parts = path.Split('.');
        var value = names.Find(parts[0]) is { } bound ? elaborator.Read(bound) : null;
        return parts.Skip(1).Aggregate(value, (record, field) => (record as RecordValue)?[field]);
    }

    /// <summary>Appends a value as a user would write it; false where the text becomes too long.</summary>
    private static bool Show(Value value, StringBuilder text)
    {
        switch (value)
        {
            case ListValue list:
                return ShowAll("[", list.Items, "; ", "]", text);
            case TupleValue tuple:
                return ShowAll("(", tuple.Items, ", ", ")", text);
            default:
                text.Append(Single(value));
                return text.Length <= MaximumLength;
        }
    }

    private static bool ShowAll(
        string open, IReadOnlyList<Value> items, string between, string close, StringBuilder text)
    {
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : between);
            if (!Show(items[i], text))
                return false;
        }

        text.Append(close);
        return true;
    }

    private static string Single(Value value) => value switch
    {
        IntValue number => number.Value.ToString(CultureInfo.InvariantCulture),
        FloatValue number => number.Text,
        BoolValue known => known.Value ? "true" : "false",
        StringValue text => text.Value,
        CaseValue name => name.Name,
        DimValue dimension => dimension.Dim.ToString(),
        NodeValue tensor => tensor.Type.ToString(),
        _ => value.Describe(),
    };

    private Value TooLong(StringLiteral literal) => elaborator.Fail(
        NameErrors.TooMuchWork,
        literal.Span,
        $"this text has more than {MaximumLength:N0} characters, with the values in it",
        "put fewer or shorter values into it");

    [GeneratedRegex(@"\{([a-zA-Z_][\w']*(?:\.[a-zA-Z_][\w']*)*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
