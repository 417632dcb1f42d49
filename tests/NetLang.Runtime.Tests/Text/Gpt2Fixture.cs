using System.Runtime.CompilerServices;
using System.Text.Json;
using NetLang.Runtime.Data;
using NetLang.Runtime.Tests.Data;
using NetLang.Runtime.Text;

namespace NetLang.Runtime.Tests.Text;

/// <summary>What make_tokens.py has written.</summary>
internal static class Gpt2Fixture
{
    public static string Folder { get; } = FolderOf();

    public static string Text => Expected.GetProperty("text").GetString()!;

    public static IEnumerable<(string First, string Second)> Learned =>
        Expected.GetProperty("learned").EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetString()!));

    public static IEnumerable<(string Text, int[] Tokens)> Encoded => Expected.GetProperty("encoded").EnumerateArray().Select(
        each => (each.GetProperty("text").GetString()!, each.GetProperty("tokens").Deserialize<int[]>()!));

    private static JsonElement Expected { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json"))).RootElement;

    public static BytePairTokenizer Tokenizer() => (BytePairTokenizer)new DataLoader(Specs.Model(), Folder)
        .LoadTokenizer(new() { Data = new TextSource(new GptTokens("vocab.json", "merges.txt"), "", 1) })!;

    private static string FolderOf([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Gpt2");
}
