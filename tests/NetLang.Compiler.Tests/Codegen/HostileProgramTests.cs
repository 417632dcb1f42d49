using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetLang.Compiler.Codegen;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>
/// Programs with hostile text at every place where text of a file reaches C#: what comes of them differs from what comes of
/// harmless ones in literals, names and comments alone.
/// </summary>
[Trait("Category", "Slow")]
public sealed partial class HostileProgramTests
{
    private const string Program = """
        /// DOC
        /// second line
        model Net (x: f32[N, T]) : f32[N, T / 2] =
            require (T % 2 = 0) "STRING {T} {0}"
            param weight : f32[] = ones
            let noise = dropout 0.5 (randomNormal [N; T / 2])
            weight * sum { axis = -1 } (reshape [N; T / 2; 2] x) + max (x @ transpose x) + noise

        let own =
            { name   = "STRING"
              sums   = fun (output: 't[..]) (target: 't[..]) -> (sum (square (output - target)), size output)
              result = fun squares count -> squares / count }

        train Net =
            { data     = csv { target = "STRING" } "STRING" |> on "STRING" (scale 0.5)
              validate = idx "STRING" "STRING" |> on "STRING" (oneHot 3)
              loss     = mse
              metrics  = [own; meanAbsoluteError] }

        """;

    public static TheoryData<string> Texts =>
    [
        .. HostileTextTests.Texts.Cast<object[]>().Select(row => (string)row[0]),
        "\u202e\u2066 throw null; \u2069",
        "\u061c\u200b\ufeff\udb40\udc01",
        "]]> */ --> <!-- <![CDATA[",
        "<see cref=\"System.Environment.Exit(int)\"/>",
        "{System.Environment.Exit(1)}",
        "\"\"\" + System.Environment.NewLine + \"\"\"",
        "#error x\n#pragma warning disable\n#nullable disable",
        "..\\..\\etc\\passwd\0.net",
        new string('x', 3000),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_changes_no_token_of_the_emitted_code(string text)
    {
        var harmless = Emitted("doc", "text", "net.net");
        var hostile = Emitted(text, text, text);
        Assert.Empty(hostile.GetDiagnostics());
        Assert.Equal(Kinds(harmless), Kinds(hostile));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_string_is_a_literal_with_its_value(string text)
    {
        // What stands in braces is a name where it is one; {T} is in the message of the requirement.
        var strings = Emitted("doc", text, "net.net").GetRoot().DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.StringLiteralToken))
            .Select(token => token.ValueText)
            .ToList();
        Assert.Contains(text, strings);
        Assert.Contains(
            strings,
            value => value.StartsWith(text, StringComparison.Ordinal) && value.EndsWith(" T {0}", StringComparison.Ordinal));
    }

    [Fact]
    public void Generated_texts_change_no_token_of_the_emitted_code()
    {
        string[] pieces =
        [
            "\"", "\"\"\"", "\\", "\\u0022", "{", "}", "{{", "*/", "/*", "//", "\n", "\r\n", "\u2028", "\u0085", "\0", "\x1b[2J",
            "\ud800", "\udfff", "\ud83d\ude00", "\u202e", "#line 1", "#if x", "#endif", "@", "$", "'", ";", "class", "é", " ", "\t",
            "</summary>", "&lt;", "]]>", ",", "0x",
        ];
        var harmless = Kinds(Emitted("doc", "text", "net.net")).ToList();
        var texts = from chosen in Gen.Elements(pieces).ArrayOf() select string.Concat(chosen);
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var hostile = Emitted(text, text, text);
            return !hostile.GetDiagnostics().Any() && Kinds(hostile).SequenceEqual(harmless);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(5, 1));
    }

    [Fact]
    public void No_variable_hides_a_type_that_emitted_code_refers_to()
    {
        var code = Emitted("doc", "text", "net.net").GetRoot();
        // Only there does C# look for variables before it looks for types.
        var used = code.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == name,
            InvocationExpressionSyntax or ArgumentSyntax => true,
            _ => false,
        });
        var declared = code.DescendantTokens().Where(token => token.Parent is not SimpleNameSyntax).Select(token => token.Text);
        var types = used.Select(name => name.Identifier.Text).Except(declared).Where(name => char.IsUpper(name[0]));
        Assert.DoesNotContain(types, name => new CsScope().Unique(name).Text == name);
    }

    private static SyntaxTree Emitted(string documentation, string text, string path)
    {
        // The texts of documentation and strings stand in a file: there they have no line ends, and strings have escapes.
        var source = Program
            .Replace("DOC", Breaks().Replace(documentation, " "), StringComparison.Ordinal)
            .Replace("STRING", string.Concat(text.Select(Escaped)), StringComparison.Ordinal);
        var compilation = Compilation.Create(new SourceText(path, source), new() { Targets = Targets.Cpu | Targets.Gpu });
        Assert.DoesNotContain(compilation.Diagnostics, d => d.IsError);
        return CSharpSyntaxTree.ParseText(
            compilation.EmitCSharp(), new CSharpParseOptions(documentationMode: DocumentationMode.Diagnose));
    }

    private static IEnumerable<SyntaxKind> Kinds(SyntaxTree tree) => tree.GetRoot().DescendantTokens().Select(t => t.Kind());

    private static string Escaped(char c) => $"\\u{(int)c:x4}";

    [GeneratedRegex(@"[\r\n]")]
    private static partial Regex Breaks();
}
