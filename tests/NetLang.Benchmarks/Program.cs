using System.Diagnostics;
using NetLang.Benchmarks;
using NetLang.Compiler;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;

// How long `netlangc check` takes, warm and in process, for programs of several lengths.
const int Runs = 11;
Console.WriteLine("lines    check ms (median of 11)    ms per 100 lines    MB allocated");
foreach (var lines in new[] { 30, 300, 1_000, 3_000 })
{
    var source = new SourceText("large.net", GeneratedProgram.Of(lines));
    var times = new List<double>();
    var allocated = 0L;
    for (var run = 0; run < Runs + 4; run++)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var compilation = Compilation.Create(source, new CompilerOptions());
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        if (compilation.Diagnostics.Count > 0)
            throw new InvalidOperationException(DiagnosticRenderer.Render(compilation.Diagnostics, RenderStyle.Plain));
    }

    var median = times.Skip(4).Order().ElementAt(Runs / 2); // the first ones are compiled by the JIT as they run
    Console.WriteLine($"{source.LineCount,5}    {median,23:F1}    {median / source.LineCount * 100,16:F1}    {allocated / 1e6,12:F1}");
}
