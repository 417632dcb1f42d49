using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Cases;

/// <summary>Times of netlangc itself, without a peer.</summary>
internal static class CompilerCases
{
    private static readonly string Source = Path.Combine(Workspace.Root, "examples", "mnist", "mlp.net");

    public static IEnumerable<BenchmarkCase> All() =>
    [
        Build("first", isFirst: true) with { IsSmoke = true },
        Build("again, nothing changed", isFirst: false),
        Check(300) with { IsSmoke = true },
        Check(3000),
    ];

    /// <param name="isFirst">Whether nothing is known of earlier builds.</param>
    private static BenchmarkCase Build(string name, bool isFirst)
    {
        var folder = Workspace.Folder(isFirst ? "build-first" : "build-again");
        string[] arguments = ["build", Source, "-o", Path.Combine(folder, "Mlp.dll")];
        return new("netlangc build, MLP", name, 2, NetLangWorkers.Netlangc(arguments, Start))
        {
            Prepare = () => Workspace.Empty(folder),
        };

        IContestant Start(Launch launch) => new CommandContestant(launch with { Environment = OwnCache(folder) }, Forget);

        void Forget()
        {
            if (isFirst)
                Workspace.Empty(folder);
        }
    }

    /// <summary>Lets a cache of builds lie in a folder.</summary>
    private static Dictionary<string, string> OwnCache(string folder) =>
        new() { ["HOME"] = folder, ["XDG_DATA_HOME"] = folder };

    private static BenchmarkCase Check(int lines)
    {
        var folder = Workspace.Folder($"check-{lines}");
        var source = Path.Combine(folder, "lines.net");
        var worker = NetLangWorkers.Worker("check", [$"source={source}"], RunningContestant.Start);
        return new("netlangc check", $"{lines:N0} lines", 1, worker)
        {
            Prepare = () =>
            {
                Workspace.Empty(folder);
                File.WriteAllText(source, GeneratedProgram.Of(lines));
            },
        };
    }
}

