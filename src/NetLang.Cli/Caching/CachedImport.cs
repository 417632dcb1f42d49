using NetLang.Compiler.Text;

namespace NetLang.Cli.Caching;

/// <summary>A file that a build read, and the hash of its text.</summary>
internal readonly record struct CachedImport(string Path, string Hash)
{
    public static CachedImport Of(SourceText source) => new(source.Path, TextHash.Of(source.Content));

    public bool IsUnchanged() => SourceReader.ReadImport(Path).Text is { } text && TextHash.Of(text) == Hash;
}
