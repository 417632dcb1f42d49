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
        Launch launch = new(Workspace.Netlangc, "build", Source, "-o", Path.Combine(folder, "Mlp.dll"))
        {
            // Where a cache of builds would lie.
            Environment = new Dictionary<string, string> { ["HOME"] = folder, ["XDG_CACHE_HOME"] = folder },
        };
        return new("netlangc build, MLP", name, 2, new("NetLang", () => new CommandContestant(launch, Forget)))
        {
            Prepare = () => Workspace.Empty(folder),
        };

        void Forget()
        {
            if (isFirst)
                Workspace.Empty(folder);
        }
    }

    private static BenchmarkCase Check(int lines)
    {
        var folder = Workspace.Folder($"check-{lines}");
        var source = Path.Combine(folder, "lines.net");
        return new("netlangc check", $"{lines:N0} lines", 1, NetLangWorkers.Running("check", [$"source={source}"]))
        {
            Prepare = () =>
            {
                Workspace.Empty(folder);
                File.WriteAllText(source, GeneratedProgram.Of(lines));
            },
        };
    }}
