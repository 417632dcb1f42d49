using NetLang.Compiler.Diagnostics;
using NetLang.Runtime;

namespace NetLang.Cli.Output;

/// <summary>What became of a weight file: how many weights were loaded, and by name all that were not.</summary>
internal static class LoadSummary
{
    public static void Write(Terminal terminal, string file, LoadReport report)
    {
        var rest = new (string Kind, string Meaning, IReadOnlyList<string> Names)[]
        {
            ("missing", "not in the file, so initial", report.Missing),
            ("misshapen", "of another shape or type, so initial", report.Misshapen),
            ("unused", "not in the model", report.Unused),
        };
        var counts = rest.Where(part => part.Names.Count > 0).Select(part => $"{part.Names.Count} {part.Kind}");
        terminal.Out.WriteLine(TerminalText.Clean($"{file}: {string.Join(", ", counts.Prepend($"{report.Loaded.Count} loaded"))}"));
        foreach (var (kind, meaning, names) in rest.Where(part => part.Names.Count > 0))
        {
            terminal.Out.WriteLine($"  {kind} ({meaning}):");
            foreach (var name in names)
                terminal.Out.WriteLine(TerminalText.Clean($"    {name}"));
        }
    }
}
