using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Contenders;

/// <summary>Our contenders: this executable, started as a worker, and the app of <c>app/</c>.</summary>
internal static class NetLangWorkers
{
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "NetLang.Benchmarks");

    public static Contender Worker(
        string kind, IReadOnlyList<string> options, Func<Launch, IContestant> start) =>
        Contender(start, new(Executable, ["worker", kind, .. options]));

    public static Contender App(IReadOnlyList<string> options, Func<Launch, IContestant> start) =>
        Contender(start, new(Workspace.App, options));

    public static Contender Netlangc(IReadOnlyList<string> arguments, Func<Launch, IContestant> start) =>
        Contender(start, new(Workspace.Netlangc, arguments));

    private static Contender Contender(Func<Launch, IContestant> start, Launch launch) =>
        new("NetLang", "", () => start(launch));
}
