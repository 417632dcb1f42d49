using NetLang.Runtime.Text;

namespace NetLang.Runtime.Data.Texts;

/// <summary>A file of text as one stream of tokens.</summary>
internal static class TokenStream
{
    // What a token takes: in a list, which is twice as long as it need be when it grows, and in two columns.
    private const uint TokenBytes = 16;

    private const int ChunkLength = 1 << 16;

    /// <exception cref="NetLangException">The file cannot be read, or what it holds is no token, or too much.</exception>
    public static List<int> Read(string path, Tokenizer tokenizer) => tokenizer is ByteTokenizer
        ? DataFile.Read(path, file => Bytes(path, file))
        : TextFile.Read(path, text => Tokens(path, text, tokenizer));

    // As they are, be they UTF-8 or not.
    private static List<int> Bytes(string path, Stream file)
    {
        var tokens = new List<int>();
        var chunk = new byte[ChunkLength];
        while (file.Read(chunk) is > 0 and var read)
        {
            Check(path, tokens, read);
            foreach (var value in chunk.AsSpan(0, read))
                tokens.Add(value);
        }

        return tokens;
    }

    private static List<int> Tokens(string path, StreamReader text, Tokenizer tokenizer)
    {
        var tokens = new List<int>();
        var line = 1;
        TextChunks.Read(text, (part, isEnd) =>
        {
            Check(path, tokens, part.Length);
            var used = tokenizer.Append(part, isEnd, tokens, out var unknown);
            line += part[..used].Count('\n');
            return unknown == 0 ? used : throw tokenizer.Unknown(part.Slice(used, unknown), $"'{path}', line {line}");
        });
        return tokens;
    }

    private static void Check(string path, List<int> tokens, int more) => DataMemory.Check(
        $"the tokens of '{path}'", (UInt128)(tokens.Count + (long)more), TokenBytes, "take a part of the file, or larger tokens");
}
