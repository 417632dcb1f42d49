using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Cases;

/// <summary>A recurrent network of the examples, a step at a time, as an app has it; without a peer.</summary>
internal static class StreamingCases
{
    private static readonly string Source = Path.Combine(Workspace.Root, "examples", "text", "chars.net");

    public static IEnumerable<BenchmarkCase> All() =>
        from threads in new[] { 1, 2 }
        select OfCharacters(threads) with { IsSmoke = threads == 1 };

    private static BenchmarkCase OfCharacters(int threads)
    {
        var folder = Workspace.Folder("chars-step");
        var assembly = Path.Combine(folder, "Chars.dll");
        string[] options = [$"assembly={assembly}", "model=Chars", $"threads={threads}"];
        return new("character model", "a step", threads, NetLangWorkers.Worker("step", options, RunningContestant.Start))
        {
            Prepare = () =>
            {
                Workspace.Empty(folder);
                AssemblyWriter.Write(File.ReadAllText(Source), assembly);
            },
        };
    }
}
