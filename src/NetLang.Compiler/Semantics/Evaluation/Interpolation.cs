using System.Globalization;
using System.Text.RegularExpressions;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary>Puts values for <c>{name}</c> and <c>{name.field}</c> into a string.</summary>
internal static partial class Interpolation
{
    /// <summary>What is no name that is known stays as it is written.</summary>
    public static string Expand(StringValue text, Elaborator elaborator) => Placeholder().Replace(text.Value, match =>
    {
        var path = match.Groups[1].Value.Split('.');
        var value = text.Names?.Find(path[0]) is { } bound ? elaborator.Read(bound) : null;
        foreach (var field in path.Skip(1))
            value = (value as RecordValue)?[field];
        return value is null ? match.Value : Show(value);
    });

    private static string Show(Value value) => value switch
    {
        IntValue number => number.Value.ToString(CultureInfo.InvariantCulture),
        FloatValue number => number.Text,
        BoolValue known => known.Value ? "true" : "false",
        StringValue text => text.Value,
        CaseValue name => name.Name,
        DimValue dimension => dimension.Dim.ToString(),
        NodeValue tensor => tensor.Type.ToString(),
        ListValue list => $"[{string.Join("; ", list.Items.Select(Show))}]",
        TupleValue tuple => $"({string.Join(", ", tuple.Items.Select(Show))})",
        _ => value.Describe(),
    };

    [GeneratedRegex(@"\{([a-zA-Z_][\w']*(?:\.[a-zA-Z_][\w']*)*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
