using System.Text.RegularExpressions;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Whatever the program, it is a model or a diagnostic: never an exception.</summary>
public partial class NeverThrowsTests
{
    private const string Program = """
        let width = 6
        let block n { scale = 2.0 } (x: 't[.., n]) : 't[.., n] =
            require (n % 2 = 0) "n = {n} must be even"
            param gain : 't[n] = ones
            state count : 't[] = zeros
            count <- count + 1.0
            let (a, b) = (x * gain, scale * x)
            where (a > b) a b + sum { axis = -1; keepDims = true } x / n
        let pick mode x =
            match mode with
            | First -> x[.., 0]
            | Last -> x[.., -1]
        model M (x: f32[N, 4]) (y: i32[N, 2]) : (f32[N, 6], f32[N], f32[N, 1]) =
            let h = x |> dense width |> relu |> repeat 2 (block 6 { scale = 0.5 }) |> center
            let s = fold (fun t k -> t + float k) 0.0 (range 3)
            let w = x @ transpose (tensor [[1; 2; 3; 4]]) + s
            (h, pick First (cast f32 y), if training then dropout 0.5 w else reshape [N; 1] w)
        """;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Fact]
    public void TheProgramItselfIsGood() => Assert.Empty(Analyzed.Diagnostics(Program));

    /// <summary>Words are exchanged, dropped or doubled, so that most programs still parse.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void MutatedProgramsAreModelsOrDiagnostics(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 25; round++)
        {
            var words = Word().Matches(Program).Select(m => m.Value).ToList();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(words.Count);
                var other = words[random.Next(words.Count)];
                if (string.IsNullOrWhiteSpace(words[at]) || string.IsNullOrWhiteSpace(other))
                    continue;
                words[at] = random.Next(4) switch
                {
                    0 => "",
                    1 => words[at] + " " + words[at],
                    _ => other,
                };
            }

            Assert.Null(Record.Exception(() => Analyzed.Diagnostics(string.Concat(words))));
        }
    }

    [GeneratedRegex(@"[\w'.]+|\s+|\W")]
    private static partial Regex Word();
}
