namespace NetLang.Benchmarks.Contest;

/// <summary>A contender that cannot take part, or failed.</summary>
internal sealed class ContenderException(string message) : Exception(message);
