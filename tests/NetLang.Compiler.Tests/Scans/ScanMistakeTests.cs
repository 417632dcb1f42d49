using NetLang.Compiler.Tests.Semantics;
using Xunit;

namespace NetLang.Compiler.Tests.Scans;

public sealed class ScanMistakeTests
{
    [Theory]
    [InlineData("scan (fun s now -> s + now) (zeros [N; 2]) x", "NL2003", "(carry, output)")]
    [InlineData("scan (fun s now -> (s, now)) relu x", "NL2003", "a tensor, or a tuple of tensors")]
    [InlineData("scan (fun s now -> (sum now, s)) (zeros [N; 2]) x", "NL3016", "f32[N, 2] comes in")]
    [InlineData("scan (fun s now -> (s, s, now)) (zeros [N; 2]) x", "NL2003", "a tuple of 3")]
    [InlineData("scan (fun (a, b) now -> (a, now)) (zeros [N], zeros [N]) x", "NL3016", "comes in")]
    [InlineData("scan (fun s (a, b) -> (s, a)) 0.0 (x, zeros [N; 4; 2])", "NL3016", "the same number of steps")]
    [InlineData("scan (fun s now -> (s, now)) 0.0 { axis = 3 } x", "NL3009", "axis")]
    [InlineData("scan (fun s now -> (s, now)) 0.0 ()", "NL2003", "a tensor")]
    [InlineData("scan (fun s now -> (s, now)) 0.0 { reverse = 1 } x", "NL2003", "`true` or `false`")]
    [InlineData("scan (fun s now -> (s, center now)) 0.0 x", "NL2108", "`running` would change in each step")]
    public void A_scan_says_what_it_takes(string scan, string code, string message)
    {
        var text = $"model M (x: f32[N, 3, 2]) =\n    let last, all = {scan}\n    x + sum last";
        var error = Analyzed.Diagnostics(text)[0];
        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
