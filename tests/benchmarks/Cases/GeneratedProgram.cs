using System.Globalization;
using System.Text;

namespace NetLang.Benchmarks.Cases;

/// <summary>
/// A sound program of about a given number of lines: layers of its own, a model that goes through all of them by pipes
/// and by names, a loss and a train record.
/// </summary>
internal static class GeneratedProgram
{
    private const int LinesOfBlock = 12;

    public static string Of(int lines)
    {
        var text = new StringBuilder();
        var blocks = Math.Max(1, (lines - 14) / (LinesOfBlock + 8));
        for (var i = 0; i < blocks; i++)
            Block(text, i);

        text.AppendLine("/// Of all blocks.");
        text.AppendLine("model Large (x: f32[N, 16]) : f32[N, 4] =");
        text.AppendLine("    let h0 = dense 32 x");
        for (var i = 0; i < blocks; i++)
        {
            Line(text, $"    let a{i} =");
            Line(text, $"        h{i}");
            Line(text, $"        |> block{i} 32 {{ rate = 0.1 }}");
            Line(text, $"        |> gelu");
            Line(text, $"        |> dense 32");
            Line(text, $"    let b{i} = a{i} * sigmoid (dense 32 h{i})");
            Line(text, $"    let h{i + 1} = where (a{i} > b{i}) a{i} b{i} + h{i}");
        }

        Line(text, $"    dense 4 h{blocks}");
        text.AppendLine();
        text.AppendLine("""
            train Large =
                { data      = csv { target = "label" } "large.csv"
                  loss      = crossEntropy
                  optimizer = adamW { weightDecay = 0.01 }
                  schedule  = cosine { peak = 1e-3; warmup = 200 }
                  metrics   = [accuracy]
                  batch     = 64
                  epochs    = 10 }
            """);
        return text.ToString();
    }

    private static void Block(StringBuilder text, int i)
    {
        Line(text, $"/// A bottleneck with a skip around it.");
        Line(text, $"let block{i} units {{ rate = 0.0; slope = 0.01 }} (x: 't[.., n]) : 't[.., n] =");
        Line(text, $"    require (units % 2 = 0) \"units = {{units}} must be even\"");
        Line(text, $"    param gain : 't[n] = ones");
        Line(text, $"    let half = units / 2");
        Line(text, $"    let inner =");
        Line(text, $"        x * gain");
        Line(text, $"        |> dense half");
        Line(text, $"        |> leakyRelu {{ slope = slope }}");
        Line(text, $"        |> dropout rate");
        Line(text, $"    x + dense n inner");
        text.AppendLine();
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
