using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Builtins;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>The call of a builtin that help shows is one, and is right.</summary>
public class BuiltinExampleTests
{
    public static TheoryData<string> Names => [.. BuiltinRegistry.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_compiles(string name)
    {
        var example = BuiltinRegistry.All.Single(f => f.Name == name).Example;
        Assert.StartsWith(name + " ", example, StringComparison.Ordinal);
        var rows = name is "squeeze" or "broadcastTo" ? 1 : 7;
        var text = $"let used (x: f32[{rows}, 4]) (y: f32[7, 4]) (index: i32[7]) = ({example}, x, y, index)";
        Assert.Equal("", DiagnosticRenderer.Render(Programs.Analyze(text).Diagnostics.All, RenderStyle.Plain));
    }
}
