using System.Text;

namespace NetLang.Runtime.Text;

/// <summary>A token a byte of UTF-8, so that every text can be written in 256 tokens.</summary>
public sealed class ByteTokenizer : Tokenizer
{
    /// <inheritdoc/>
    public override int Count => 256;

    internal override string Set => "bytes";

    /// <inheritdoc/>
    public override int IndexOf(string token) => token is [< '\u0080' and var only] ? only : -1;

    /// <inheritdoc/>
    /// <remarks>Bytes that are no UTF-8, such as a part of a character, are U+FFFD.</remarks>
    public override string Decode(ReadOnlySpan<int> tokens)
    {
        var bytes = new byte[tokens.Length];
        for (var index = 0; index < bytes.Length; index++)
            bytes[index] = (byte)Checked(tokens[index]);
        return Encoding.UTF8.GetString(bytes);
    }

    internal override int Append(ReadOnlySpan<char> text, bool isEnd, List<int> tokens, out int unknown)
    {
        unknown = 0;
        if (!isEnd && text is [.., var last] && char.IsHighSurrogate(last))
            text = text[..^1];
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
                tokens.Add(value);
        }

        return text.Length;
    }
}
