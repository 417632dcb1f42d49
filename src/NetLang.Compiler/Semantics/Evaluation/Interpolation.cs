using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary>Puts values for <c>{name}</c> and <c>{name.field}</c> into a string.</summary>
internal sealed partial class Interpolation(Elaborator elaborator)
{
    /// <summary>The names of values, with their fields left out, that a string has room for.</summary>
    public static IEnumerable<string> NamesIn(string text) =>
        Placeholder().Matches(text).Select(match => match.Groups[1].Value.Split('.')[0]);

    /// <summary>A value as a string shows it; null where that is too long.</summary>
    public static string? Text(Value value)
    {
        var text = new StringBuilder();
        return Show(value, text) ? text.ToString() : null;
    }

    /// <summary>The string. What is no name that is known stays in it as it is written.</summary>
    public Value Evaluate(StringLiteral literal, Environment names)
    {
        var text = new StringBuilder();
        var end = 0;
        foreach (Match match in Placeholder().Matches(literal.Value))
        {
            if (Find(match.Groups[1].Value.Split('.'), names) is not { } value)
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

    /// <summary>The value of a name with fields, or of a name behind that of its file; null where it is none.</summary>
    private Value? Find(ReadOnlySpan<string> path, Environment names)
    {
        var bound = names.Find(path[0]);
        var fields = path[1..];
        if (bound is FileValue file)
        {
            bound = fields.IsEmpty ? null : file.Find(fields[0]);
            fields = fields.IsEmpty ? fields : fields[1..];
        }

        var value = bound is null or AmbiguousValue ? null : elaborator.Read(bound);
        foreach (var field in fields)
            value = (value as RecordValue)?[field];
        return value;
    }

    private Value TooLong(StringLiteral literal) => elaborator.Fail(
        NameErrors.TooMuchWork,
        literal.Span,
        $"this string becomes longer than {Budget.MaximumTextLength:N0} characters",
        "put names and numbers into strings, and no long lists");

    /// <summary>Appends the value; false where that becomes too long.</summary>
    private static bool Show(Value value, StringBuilder text)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
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

    private static string Show(Value value) => value switch
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

    [GeneratedRegex(@"\{([a-zA-Z_][\w']*(?:\.[a-zA-Z_][\w']*)*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
