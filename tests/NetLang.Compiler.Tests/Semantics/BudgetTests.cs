using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>
/// Programs that would take for ever, or all memory: each ends soon with an error that names the place. Limits of time are
/// wide, for machines that are busy; a program that is not stopped takes hours, or the memory of the machine.
/// </summary>
[Trait("Category", "Slow")]
public class BudgetTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // Of all that is allocated, the most of which is garbage soon.
    private const long MostMemory = 2L << 30;

    [Fact]
    public void RepairsAreTriedWithLessWorkThanTheProgramMayTake()
    {
        const string text = """
            let bomb f x = repeat 300 (repeat 300 f) x

            model Net (x: f32[N, 4]) : f32[N, 4] = bomb (fun y -> y * 0.5 + x) x

            model Other (x: f32[N, 4]) : f64[N, 4] = cast f64 x + sum x
            """;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var found = Analyzed.Diagnostics(text);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.Equal(["NL2011", "NL3006"], found.Select(d => d.Code));
        Assert.NotNull(found[1].Repair);
        var withoutRepairs = GC.GetAllocatedBytesForCurrentThread();
        Analyzed.Diagnostics(text[..text.IndexOf("model Other", StringComparison.Ordinal)]);
        withoutRepairs = GC.GetAllocatedBytesForCurrentThread() - withoutRepairs;
        Assert.InRange(allocated, withoutRepairs, 2 * withoutRepairs);
    }

    [Theory]
    // steps
    [InlineData("repeat 1000 (fun a -> repeat 1000 (fun b -> b + 1) a) 1", "NL2011", "1,000,000 steps")]
    [InlineData("map (fun i -> map (fun j -> range 1000) (range 1000)) (range 1000)", "NL2011", "1,000,000 steps")]
    [InlineData("fold (fun total i -> total + length xs) 0 (range 100000)", "NL2011", "1,000,000 steps", "let xs = range 100000")]
    [InlineData("f9 1", "NL2011", "1,000,000 steps", Doubling)]
    [InlineData("fold (fun xs i -> append xs xs[1..]) xs (range 1000)", "NL2011", "a list has at most 100,000", "let xs = [1; 2; 3]")]
    [InlineData("fold (fun all i -> append xs xs) [] (range 100000)", "NL2011", "1,000,000 steps", "let xs = range 50000")]
    [InlineData("map (fun i -> xs[0..99998]) (range 100000)", "NL2011", "1,000,000 steps", "let xs = range 100000")]
    [InlineData("map (fun i -> zip xs xs) (range 100000)", "NL2011", "1,000,000 steps", "let xs = range 100000")]
    // operations on tensors
    [InlineData("repeat 100000 relu x", "NL2011", "100,000 operations on tensors")]
    [InlineData("repeat 300 (fun y -> repeat 300 (fun z -> z * 0.5 + y) y) x", "NL2011", "100,000 operations on tensors")]
    // depth
    [InlineData("repeat 5000 (fun f -> fun y -> f (y + 1)) (fun y -> y) 1", "NL2011", "nested too deeply")]
    [InlineData("repeat 50000 (fun f -> f >> g) g 1", "NL2011", "nested too deeply", "let g a = a")]
    [InlineData("repeat 50000 (fun f -> named \"a\" f) relu x", "NL2011", "1,000,000 steps")]
    [InlineData("nested = nested", "NL2011", "nested too deeply", Nested)]
    [InlineData("tensor nested", "NL2011", "64 axes", Nested)]
    [InlineData("scan (fun c y -> (c, y)) (repeat 50000 (fun c -> (c, 1.0)) 1.0) { axis = 0 } x", "NL2011", "nested deeper than 100")]
    // values that share their parts
    [InlineData("tensor shared", "NL2011", "100,000 numbers", Shared)]
    [InlineData("shared = other", "NL2011", "1,000,000 steps", Shared + "\nlet other = repeat 50 (fun a -> [a; a]) 1.0")]
    [InlineData("\"{shared}\"", "NL2011", "longer than 4,000 characters", Shared)]
    [InlineData("\"{nested}\"", "NL2011", "longer than 4,000 characters", Nested)]
    [InlineData("fold (fun s i -> \"{s}{s}\") \"ab\" (range 60)", "NL2011", "longer than 4,000 characters")]
    [InlineData("scan (fun c y -> (c, y)) (repeat 50 (fun c -> (c, c)) 1.0) { axis = 0 } x", "NL2011", "1,000,000 steps")]
    [InlineData("rows (map (fun i -> xs) xs) (map (fun i -> [1.0]) xs)", "NL2011", "1,000,000 steps", "let xs = range 20000")]
    // sizes
    [InlineData("ones [2000000; 2000000]", "NL3018", "too large")]
    [InlineData("repeat 100 (fun y -> expandDims 0 y) x", "NL3018", "too large")]
    [InlineData("reshape (map (fun i -> 1) (range 100000)) (ones [1])", "NL3018", "too large")]
    [InlineData("repeat 30 (fun y -> y @ ones [100; 100] |> reshape [10; 10] |> fun z -> concat [z; z]) x", "NL3001", "100")]
    [InlineData("tensor (map (fun i -> range 1000) (range 101))", "NL2011", "100,000 numbers")]
    [InlineData("range 100001", "NL2011", "from 0 to 100,000")]
    // dimensions
    [InlineData("fold (fun d i -> (d * d + N) / 2) N (range 100)", "NL2012", "too long an expression")]
    [InlineData("repeat 100000 (fun d -> (d + N * N) * 1) N", "NL2011", "1,000,000 steps")]
    [InlineData("fold (fun k i -> k) 0 (map (fun i -> require (N > i * i) \"m\") (range 3000))", "NL2011", "proofs about dimensions")]
    public void AProgramThatIsTooLargeIsAnError(string expression, string code, string message, string definitions = "")
    {
        var (error, allocated) = OnSmallStack(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var diagnostics = Programs.Analyze($"{definitions}\nmodel M (x: f32[N, 3]) = {expression}").Diagnostics;
            return (diagnostics.All[0], GC.GetAllocatedBytesForCurrentThread() - before);
        });
        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal("test.net", error.Span!.Value.Source.Path);
        Assert.InRange(allocated, 0, MostMemory);
    }

    private static T OnSmallStack<T>(Func<T> run)
    {
        T? result = default;
        var thread = new Thread(() => result = run(), maxStackSize: 1 << 20);
        thread.Start();
        Assert.True(thread.Join(Longest));
        return result!;
    }

    private const string Nested = "let nested = repeat 50000 (fun a -> [a]) 1.0";

    private const string Shared = "let shared = repeat 50 (fun a -> [a; a]) 1.0";

    // Each calls the one before ten times.
    private const string Doubling = """
        let f0 a = repeat 10 (fun b -> b + 1) a
        let f1 a = repeat 10 f0 a
        let f2 a = repeat 10 f1 a
        let f3 a = repeat 10 f2 a
        let f4 a = repeat 10 f3 a
        let f5 a = repeat 10 f4 a
        let f6 a = repeat 10 f5 a
        let f7 a = repeat 10 f6 a
        let f8 a = repeat 10 f7 a
        let f9 a = repeat 10 f8 a
        """;
}
