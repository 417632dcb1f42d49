namespace NetLang.Runtime.Text;

/// <summary>A token a byte of UTF-8, so that every text can be written in 256 tokens. Bytes that are no UTF-8 are decoded as U+FFFD.</summary>
public sealed class ByteTokenizer : Tokenizer
{
    private static readonly byte[] Each = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    /// <inheritdoc/>
    public override int Count => 256;

    internal override string Set => "bytes";

    /// <inheritdoc/>
    public override int IndexOf(string token) => token is [< '\u0080' and var only] ? only : -1;

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

    private protected override TokenDecoder NewDecoder() => new Utf8TokenDecoder(token => Each.AsMemory(Checked(token), 1));
}
