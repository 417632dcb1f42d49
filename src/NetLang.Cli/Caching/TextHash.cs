using System.Security.Cryptography;
using System.Text;

namespace NetLang.Cli.Caching;

/// <summary>SHA-256 of a text, in hexadecimal digits.</summary>
internal static class TextHash
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
