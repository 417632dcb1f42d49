using System.Globalization;
using System.Text;
using NetLang.Compiler.Syntax.Errors;
using NetLang.Compiler.Text;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Building;

/// <summary>
/// Literals to values. A literal out of range is reported and becomes a <see cref="MissingExpression"/>.
/// </summary>
internal sealed class LiteralReader(TreeBuilder builder)
{
    public Expression Read(LiteralContext context)
    {
        var span = builder.Span(context);
        return context.Start.Type switch
        {
            INTEGER => Integer(span, context.Start.Text, negative: false),
            FLOAT => Float(span, context.Start.Text, negative: false),
            STRING => new StringLiteral(span, Text(span)),
            TRUE => new BoolLiteral(span, true),
            _ => new BoolLiteral(span, false),
        };
    }

    /// <summary>A number, with the sign that stands before it.</summary>
    public Expression Number(SourceSpan span, int type, string text, bool negative) =>
        type == INTEGER ? Integer(span, text, negative) : Float(span, text, negative);

    /// <summary>The content of a string literal: its quotes taken off and its escapes resolved.</summary>
    public string Text(SourceSpan span)
    {
        var text = span.Text;
        var end = text.Length > 1 && text[^1] == '"' ? text.Length - 1 : text.Length;
        var result = new StringBuilder();
        for (var i = 1; i < end; i++)
            result.Append(text[i] == '\\' ? Escape(span, text.AsSpan(0, end), ref i) : text[i]);
        return result.ToString();
    }

    private char Escape(SourceSpan span, ReadOnlySpan<char> text, ref int at)
    {
        var start = at++;
        switch (at < text.Length ? text[at] : '\0')
        {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case '"':
                return '"';
            case '\\':
                return '\\';
            case 'u' when at + 4 < text.Length
                && ushort.TryParse(text.Slice(at + 1, 4), NumberStyles.AllowHexSpecifier, null, out var code):
                at += 4;
                return (char)code;
            case var unknown:
                var length = Math.Min(2, text.Length - start);
                builder.Diagnostics.Report(
                    LexicalErrors.BadEscape,
                    new SourceSpan(span.Source, span.Start + start, length),
                    $"`{text.Slice(start, length)}` is no escape",
                    unknown == 'u'
                        ? "`\\u` is followed by four hexadecimal digits"
                        : "write `\\\\` for a backslash; in paths, `/` works on every system");
                return unknown;
        }
    }

    // The smallest integer has no positive counterpart, so the sign is read with the digits.
    private Expression Integer(SourceSpan span, string text, bool negative)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        var sign = negative ? "-" : "";
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var culture = CultureInfo.InvariantCulture;
            if (long.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, culture, out var hex) && hex >= 0)
                return new IntLiteral(span, negative ? -hex : hex);
        }
        else if (long.TryParse(
            sign + digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return new IntLiteral(span, value);
        }

        builder.Diagnostics.Report(
            LexicalErrors.IntegerTooLarge,
            span,
            $"`{text}` does not fit into 64 bits",
            "a float such as `1e20` may be larger");
        return new MissingExpression(span);
    }

    private Expression Float(SourceSpan span, string text, bool negative)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        // What is malformed beyond its value has been reported as a token.
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return new MissingExpression(span);
        if (double.IsFinite(value))
            return new FloatLiteral(span, negative ? -value : value);

        builder.Diagnostics.Report(
            LexicalErrors.MalformedNumber,
            span,
            $"`{text}` is beyond the range of f64",
            "the largest float is 1.7976931348623157e308");
        return new MissingExpression(span);
    }
}
