using NetLang.Compiler;
using NetLang.Compiler.Text;

namespace NetLang.Benchmarks.Workers;

/// <summary>What <c>netlangc check</c> does once it runs: source=FILE.</summary>
internal sealed class CheckWorkload : Workload
{
    private readonly SourceText source;

    public CheckWorkload(WorkerOptions options)
    {
        source = new("benchmark.net", File.ReadAllText(options.Text("source")));
        Check();
    }

    public override Timing Measure(double seconds) => Timing.Of(Check, seconds);

    private void Check()
    {
        var compilation = Compilation.Create(source, new CompilerOptions());
        if (compilation.Diagnostics.FirstOrDefault(diagnostic => diagnostic.IsError) is { } error)
            throw new InvalidOperationException($"{error.Code}: {error.Message}");
    }
}
