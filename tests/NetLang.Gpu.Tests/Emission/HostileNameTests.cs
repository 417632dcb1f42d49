using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetLang.Compiler;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;
using NetLang.Gpu.Tests.Agreement;
using Xunit;

namespace NetLang.Gpu.Tests.Emission;

/// <summary>
/// A program may have any name that the emitted code has too, and any keyword of C#: what is compiled, for both targets, has
/// the members that the program asks for, and no others.
/// </summary>
[Trait("Category", "Slow")]
public sealed class HostileNameTests
{
    private const int NamesOfAProgram = 40;

    // All that emitted code calls anything, and what C# reserves.
    private static readonly Lazy<string[]> Names = new(() =>
    [
        .. Emitted(Program("Net", ["x", "y"], ["N", "T", "U"]), out _)
            .SelectMany(text => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText)
            .Concat(SyntaxFacts.GetKeywordKinds().Concat(SyntaxFacts.GetContextualKeywordKinds()).Select(SyntaxFacts.GetText))
            .Where(name => !name.StartsWith("own_", StringComparison.Ordinal) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && char.IsAsciiLetter(name[0]))
            .Except(["let", "fun", "if", "then", "elif", "else", "match", "with", "when", "true", "false", "training"])
            .Except(["ones", "fold", "mean", "layer", "sum", "tanh", "dropout", "named", "mse", "sgd", "weight"])
            .Distinct()
            .Order(StringComparer.Ordinal),
    ]);

    public static TheoryData<int> Portions =>
        [.. Enumerable.Range(0, (Names.Value.Count(name => char.IsAsciiLetterLower(name[0])) / NamesOfAProgram) + 1)];

    [Theory]
    [MemberData(nameof(Portions))]
    public void Any_names_give_the_members_that_are_asked_for(int portion)
    {
        var (lower, upper) = (Portion(char.IsAsciiLetterLower, portion), Portion(char.IsAsciiLetterUpper, portion));
        Emitted(Program(upper[0], lower, upper), out var compilation);
        var emitted = compilation.EmitAssembly(GpuPrograms.References);
        Assert.True(emitted.Image is not null, string.Join('\n', emitted.Diagnostics.Select(d => d.Message)));
        var assembly = new AssemblyLoadContext("names", isCollectible: true).LoadFromStream(new MemoryStream(emitted.Image!));
        var model = Assert.Single(assembly.GetExportedTypes(), type => type.Namespace?.StartsWith("NetLang.", StringComparison.Ordinal) != true);
        var methods = model.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        Assert.Equal(["Create", "Load", "Predict", "Predict"], methods.Select(method => method.Name).Order(StringComparer.Ordinal));
        Assert.All(
            methods.Where(method => method.Name == "Predict"),
            method => Assert.All(
                method.GetParameters().Select(parameter => parameter.Name!).Zip([.. lower, .. upper[1..]]),
                name => Assert.Matches($"^_?{name.Second}(_[0-9]+)?$", name.First)));
    }

    private static string[] Portion(Func<char, bool> first, int number)
    {
        var all = Names.Value.Where(name => first(name[0])).ToArray();
        return [.. Enumerable.Range(number * NamesOfAProgram, NamesOfAProgram).Select(i => all[i % all.Length]).Distinct()];
    }

    /// <summary>A model with an input, a layer, a param and a state of each name; the first dimension is the batch.</summary>
    private static string Program(string model, IReadOnlyList<string> names, IReadOnlyList<string> dimensions)
    {
        var inputs = names.Select((name, i) => $"({name}: f32[{dimensions[0]}, {dimensions[1 + (i % (dimensions.Count - 1))]}])");
        return $$"""
            model {{model}} {{string.Join(' ', inputs)}} : f32[{{dimensions[0]}}] =
            {{string.Concat(names.Select(name => $"    param own_{name} : f32[] = ones\n"))}}
                let _total = fold (fun sum x -> sum + mean x) 0.0 [{{string.Join("; ", names)}}]
                let layer = fun weight x -> sum { axis = -1 } (tanh (x * weight)) |> dropout 0.5
                {{string.Join(" + ", names.Select(name => $"named \"{name}\" (layer own_{name}) {name}"))}}

            train {{model}} = { loss = fun output () -> mean output; optimizer = sgd }

            """;
    }

    private static string[] Emitted(string source, out NetLang.Compiler.Compilation compilation)
    {
        compilation = NetLang.Compiler.Compilation.Create(
            new SourceText("test.net", source), new() { AssemblyName = "names", Targets = Targets.Cpu | Targets.Gpu });
        Assert.Equal("", DiagnosticRenderer.Render(compilation.Diagnostics.Where(d => d.IsError), RenderStyle.Plain));
        return [compilation.EmitCSharp()];
    }
}
