using NetLang.Benchmarks.Workers;

namespace NetLang.Benchmarks;

/// <summary>The benchmark, and our contenders in it, which it starts as processes of their own.</summary>
internal static class Program
{
    private static int Main(string[] arguments) =>
        arguments is ["worker", var kind, .. var options] ? Worker.Run(kind, options) : CommandLine.Run(arguments);
}
