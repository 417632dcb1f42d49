using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Contenders;

/// <summary>Our contenders: this executable, started as a worker, and the app of <c>app/</c>.</summary>
internal static class NetLangWorkers
{
    private const string Name = "NetLang";

    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "NetLang.Benchmarks");

    public static Contender Running(string kind, IReadOnlyList<string> options) =>
        new(Name, () => new RunningContestant(Worker(kind, options)));

    public static Contender Fresh(string kind, IReadOnlyList<string> options, FreshFigure figure) =>
        new(Name, () => new FreshContestant(Worker(kind, options), figure));

    public static Contender App(IReadOnlyList<string> options, FreshFigure figure) =>
        new(Name, () => new FreshContestant(new(Workspace.App, options), figure));

    private static Launch Worker(string kind, IReadOnlyList<string> options) => new(Executable, ["worker", kind, .. options]);
}
