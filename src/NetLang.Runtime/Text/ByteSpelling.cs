using System.Text;

namespace NetLang.Runtime.Text;

/// <summary>
/// A character for each byte, so that files of text can name tokens that are no UTF-8: as GPT-2 spells them (Radford et al. 2019),
/// bytes that are visible in Latin-1 by that character, and the others, in their order, by U+0100 and those behind it.
/// </summary>
internal static class ByteSpelling
{
    private static readonly char[] Characters = NewCharacters();

    public static char Of(byte value) => Characters[value];

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var spelling = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
            spelling.Append(Characters[value]);
        return spelling.ToString();
    }

    /// <exception cref="FormatException">A character stands for no byte.</exception>
    public static byte[] BytesOf(string spelling)
    {
        var bytes = new byte[spelling.Length];
        for (var index = 0; index < bytes.Length; index++)
        {
            var value = Array.IndexOf(Characters, spelling[index]);
            bytes[index] = value >= 0
                ? (byte)value
                : throw new FormatException($"'{spelling}' is no token: U+{(int)spelling[index]:X4} stands for no byte");
        }

        return bytes;
    }

    private static char[] NewCharacters()
    {
        var characters = new char[256];
        var hidden = '\u0100';
        for (var value = 0; value < characters.Length; value++)
            characters[value] = value is (>= 0x21 and <= 0x7E) or (>= 0xA1 and <= 0xAC) or >= 0xAE ? (char)value : hidden++;
        return characters;
    }
}
