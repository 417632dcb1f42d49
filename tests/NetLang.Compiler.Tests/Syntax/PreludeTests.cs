using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Syntax;

public class PreludeTests
{
    [Fact]
    public void The_prelude_parses()
    {
        var assembly = typeof(Parser).Assembly;
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("NetLang.Prelude.", StringComparison.Ordinal));
        foreach (var name in names)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var diagnostics = new DiagnosticBag();
            Parser.Parse(new SourceText(name, reader.ReadToEnd()), diagnostics);
            Assert.True(diagnostics.All.Count == 0, DiagnosticRenderer.Render(diagnostics.All, RenderStyle.Plain));
        }
    }
}
