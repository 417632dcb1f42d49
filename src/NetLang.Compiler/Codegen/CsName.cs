using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace NetLang.Compiler.Codegen;

/// <summary>
/// A C# identifier, made from any text. Letters and digits stay (those outside ASCII as <c>\u</c> escapes, which C# takes
/// in identifiers), all else becomes <c>_</c>; keywords get an <c>@</c>.
/// </summary>
public readonly record struct CsName
{
    private static readonly FrozenSet<string> Keywords = """
        abstract as base bool break byte case catch char checked class const continue decimal default delegate do double
        else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal
        is lock long namespace new null object operator out override params private protected public readonly ref return
        sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked
        unsafe ushort using virtual void volatile while
        await field file nameof nint nuint partial record required scoped value var where when with yield dynamic notnull
        unmanaged managed and or not async extension __arglist __makeref __reftype __refvalue
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private readonly string? text;

    private CsName(string text) => this.text = text;

    public string Text => text ?? "_";

    public static CsName Of(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var c in name)
            Append(result, c);
        if (result.Length == 0 || char.IsAsciiDigit(result[0]))
            result.Insert(0, '_');
        var identifier = result.ToString();
        return new(Keywords.Contains(identifier) ? "@" + identifier : identifier);
    }

    /// <summary>The same with a first capital letter, as .NET names public members.</summary>
    public static CsName Pascal(string name)
    {
        var words = name.Split(['.', '_', '-', ' '], StringSplitOptions.RemoveEmptyEntries);
        return Of(string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w[1..])));
    }

    public override string ToString() => Text;

    private static void Append(StringBuilder result, char c)
    {
        if (char.IsAsciiLetterOrDigit(c) || c == '_')
            result.Append(c);
        else if (char.IsLetter(c) && !char.IsSurrogate(c))
            result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        else
            result.Append('_');
    }
}
