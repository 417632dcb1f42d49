using System.Text.RegularExpressions;

namespace NetLang.Architecture.Tests;

/// <summary>The layers of the prelude, found in its text.</summary>
internal static partial class PreludeLayers
{
    public static IReadOnlySet<string> Names()
    {
        var bodies = Repository.Files("src/NetLang.Compiler/Prelude", "*.net")
            .SelectMany(file => Definition().Split(Repository.Read(file)))
            .Select(text => (Head: Head().Match(text), Text: text))
            .Where(d => d.Head.Success)
            .ToDictionary(d => d.Head.Groups[1].Value, d => d.Text);
        var layers = bodies
            .Where(d => d.Key == "dropout" || Declares().IsMatch(d.Value))
            .Select(d => d.Key)
            .ToHashSet();
        while (true)
        {
            var reaching = bodies
                .Where(d => !layers.Contains(d.Key) && layers.Any(l => Regex.IsMatch(d.Value, $@"\b{l}\b")))
                .Select(d => d.Key)
                .ToList();
            if (reaching.Count == 0)
                return layers;
            layers.UnionWith(reaching);
        }
    }

    // A definition starts in column 0; comments in front of it belong to the text of the one before, and are cut.
    [GeneratedRegex(@"^(?=let |optimizer |model |train )", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^let (\w+)")]
    private static partial Regex Head();

    [GeneratedRegex(@"^\s+(?:param|state) ", RegexOptions.Multiline)]
    private static partial Regex Declares();
}
