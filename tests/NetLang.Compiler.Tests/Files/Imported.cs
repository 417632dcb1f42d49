using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Files;

/// <summary>Programs of several files, the first of which is <c>main.net</c>.</summary>
internal static class Imported
{
    /// <summary>What there is to report: codes with their places.</summary>
    public static string Codes(string main, params (string Path, string Text)[] files)
    {
        var (_, diagnostics) = Programs.Analyze(main, "main.net", ImportedFiles.InMemory(files));
        return string.Join(" ", diagnostics.All.Select(d => $"{d.Code}@{d.Span}"));
    }

    /// <summary>The only thing to report.</summary>
    public static Diagnostic Error(string main, params (string Path, string Text)[] files) =>
        Assert.Single(Programs.Analyze(main, "main.net", ImportedFiles.InMemory(files)).Diagnostics.All);

    /// <summary>The models of a program in which there is nothing to report.</summary>
    public static IReadOnlyList<ModelDefinition> Models(string main, params (string Path, string Text)[] files) =>
        Models(main, ImportedFiles.InMemory(files));

    public static IReadOnlyList<ModelDefinition> Models(string main, SourceLoader files)
    {
        var (result, diagnostics) = Programs.Analyze(main, "main.net", files);
        Assert.Equal("", DiagnosticRenderer.Render(diagnostics.All, RenderStyle.Plain));
        return result.Models;
    }

    /// <summary>The weights of the last model: its variables that end in <c>weight</c>.</summary>
    public static IEnumerable<string> Weights(string main, params (string Path, string Text)[] files) =>
        Weights(Models(main, files)[^1]);

    public static IEnumerable<string> Weights(ModelDefinition model) =>
        model.Variables.Select(v => v.Path).Where(path => path.EndsWith("weight", StringComparison.Ordinal));
}
