using System.Security.Cryptography;
using System.Text;

namespace NetLang.Cli.Caching;

/// <summary>What a build without anything to report wrote.</summary>
/// <param name="Imports">What the main file imports; the main file itself is in the key.</param>
internal sealed record CachedBuild(IReadOnlyList<CachedImport> Imports, byte[] Dll, byte[] Pdb, byte[] Xml)
{
    public byte[] ToBytes()
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        writer.Write(Imports.Count);
        foreach (var import in Imports)
        {
            writer.Write(import.Path);
            writer.Write(import.Hash);
        }

        foreach (var part in new[] { Dll, Pdb, Xml })
        {
            writer.Write(part.Length);
            writer.Write(part);
        }

        writer.Flush();
        writer.Write(SHA256.HashData(content.ToArray()));
        writer.Flush();
        return content.ToArray();
    }

    /// <summary>Null where the bytes are not those of <see cref="ToBytes"/>, whole.</summary>
    public static CachedBuild? Parse(byte[] bytes)
    {
        var end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < 0 || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            return null;
        using var reader = new BinaryReader(new MemoryStream(bytes, 0, end), Encoding.UTF8);
        var imports = Enumerable.Range(0, reader.ReadInt32())
            .Select(_ => new CachedImport(reader.ReadString(), reader.ReadString())).ToList();
        return new(imports, Part(), Part(), Part());

        byte[] Part() => reader.ReadBytes(reader.ReadInt32());
    }
}
