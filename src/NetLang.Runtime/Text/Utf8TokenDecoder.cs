using System.Text;

namespace NetLang.Runtime.Text;

/// <summary>
/// Text of tokens that are bytes of UTF-8. A character whose bytes are of several tokens is known with the last of them; bytes
/// that are no character's are U+FFFD.
/// </summary>
/// <param name="bytesOf">The bytes of a token.</param>
internal sealed class Utf8TokenDecoder(Func<int, ReadOnlyMemory<byte>> bytesOf) : TokenDecoder
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();

    public override string Next(int token) => Text(bytesOf(token).Span, isEnd: false);

    public override string End() => Text([], isEnd: true);

    private string Text(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var characters = new char[decoder.GetCharCount(bytes, isEnd)];
        decoder.GetChars(bytes, characters, isEnd);
        return new(characters);
    }
}
