using System.Globalization;

namespace NetLang.Benchmarks.Contest;

/// <summary>A line of a worker: words, some of them <c>name=value</c>.</summary>
internal sealed class Answer(string line)
{
    private readonly Dictionary<string, string> values = line.Split(' ')
        .Select(word => word.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>A fact that may be missing.</summary>
    public string? Text(string name) => values.GetValueOrDefault(name);

    /// <exception cref="ContenderException">It is missing or no number.</exception>
    public double Number(string name) =>
        double.TryParse(Text(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ContenderException($"{name}=NUMBER is missing in its answer: {line}");
}
