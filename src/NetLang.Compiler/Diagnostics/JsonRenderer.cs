using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Diagnostics;

/// <summary>
/// Diagnostics for tools: a JSON array of objects with <c>code</c>, <c>severity</c>, <c>title</c>, <c>message</c>,
/// <c>help</c>, <c>file</c>, <c>start</c> and <c>end</c> (line and column from 1, the end exclusive), <c>labels</c> with
/// <c>text</c> and place, and <c>edits</c> with place and <c>text</c>, which together mend it. What does not apply is null.
/// </summary>
public static class JsonRenderer
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Render(IEnumerable<Diagnostic> diagnostics)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartArray();
            foreach (var diagnostic in diagnostics)
                Write(writer, diagnostic);
            writer.WriteEndArray();
        }

        return Harmless(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>Within strings, characters that a terminal would obey are escaped: the text may be shown by one.</summary>
    private static string Harmless(string json)
    {
        var text = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == '\n' || TerminalText.IsHarmless(json, i))
                text.Append(json[i]);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)json[i]:x4}");
        }

        return text.ToString();
    }

    /// <summary>A text as UTF-8 can have it: halves of characters, which escapes in a string can make, are replaced.</summary>
    private static string? Whole(string? text) =>
        text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static void Write(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("severity", diagnostic.IsError ? "error" : "warning");
        writer.WriteString("title", diagnostic.Descriptor.Title);
        writer.WriteString("message", Whole(diagnostic.Message));
        writer.WriteString("help", Whole(diagnostic.Help));
        WriteSpan(writer, diagnostic.Span);
        writer.WriteStartArray("labels");
        foreach (var label in diagnostic.Labels)
        {
            writer.WriteStartObject();
            writer.WriteString("text", Whole(label.Text));
            WriteSpan(writer, label.Span);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("edits");
        foreach (var edit in diagnostic.Repair?.Edits ?? [])
        {
            writer.WriteStartObject();
            WriteSpan(writer, edit.Span);
            writer.WriteString("text", edit.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter writer, SourceSpan? span)
    {
        writer.WriteString("file", Whole(span?.Source.Path));
        WritePosition(writer, "start", span?.Source.Position(span.Value.Start));
        WritePosition(writer, "end", span?.Source.Position(span.Value.End));
    }

    private static void WritePosition(Utf8JsonWriter writer, string name, (int Line, int Column)? position)
    {
        if (position is not { } place)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("line", place.Line + 1);
        writer.WriteNumber("column", place.Column + 1);
        writer.WriteEndObject();
    }
}
