using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NetLang.Compiler.Codegen;

/// <summary>
/// A piece of C# that is known to be well formed: literal text of this compiler with names, literals and other such pieces
/// in its holes. There is no way to put a plain string into a hole (<see cref="CsText"/> takes none), so nothing that a
/// <c>.net</c> file holds can become code.
/// </summary>
public readonly record struct CsCode
{
    private readonly string? text;

    private CsCode(string text) => this.text = text;

    public static CsCode Empty { get; } = new(string.Empty);

    public string Text => text ?? string.Empty;

    /// <summary>Whether it is a single identifier or number, which may be repeated and needs no parentheses.</summary>
    public bool IsAtom => Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '@' or '.');

    /// <summary>Without parentheses around all of it: for where a whole expression stands.</summary>
    public CsCode Bare
    {
        get
        {
            var depth = 0;
            for (var i = 0; i < Text.Length; i++)
            {
                depth += Text[i] switch { '(' => 1, ')' => -1, _ => 0 };
                if (depth == 0)
                    return i > 0 && i == Text.Length - 1 ? new(Text[1..^1]) : this;
            }

            return this;
        }
    }

    public static implicit operator CsCode(CsName name) => new(name.Text);

    public static implicit operator CsCode(CsLiteral literal) => new(literal.Text);

    public static CsCode Of(CsText text) => new(text.ToString());

    public static CsCode Join(string separator, IEnumerable<CsCode> parts) =>
        new(string.Join(separator, parts.Select(p => p.Text)));

    /// <summary>An op's own text, in which <c>{0}</c>, <c>{1}</c> stand for its operands.</summary>
    internal static CsCode FromTemplate(string template, IReadOnlyList<CsCode> operands)
    {
        var result = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var close = template[i] == '{' ? template.IndexOf('}', i) : -1;
            if (close > i && int.TryParse(template.AsSpan(i + 1, close - i - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                result.Append(operands[index].Text);
                i = close;
            }
            else
            {
                result.Append(template[i]);
            }
        }

        return new(result.ToString());
    }

    public override string ToString() => Text;
}

/// <summary>Builds <see cref="CsCode"/> from an interpolated string whose holes are code already, or integers.</summary>
[InterpolatedStringHandler]
public readonly struct CsText
{
    private readonly StringBuilder builder;

    public CsText(int literalLength, int formattedCount) => builder = new(literalLength + (8 * formattedCount));

    public void AppendLiteral(string text) => builder.Append(text);

    public void AppendFormatted(CsCode code) => builder.Append(code.Text);

    public void AppendFormatted(CsName name) => builder.Append(name.Text);

    public void AppendFormatted(CsLiteral literal) => builder.Append(literal.Text);

    public void AppendFormatted(long number) => builder.Append(CultureInfo.InvariantCulture, $"{number}");

    public override string ToString() => builder.ToString();
}
