using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetLang.Compiler.Codegen;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>Whatever a <c>.net</c> file holds stays a name, a literal or a comment; Roslyn's own parser is the judge.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<string> Texts =>
    [
        "",
        "class",
        "@class",
        "1st",
        "a b",
        "x\"; throw null; //",
        "*/ throw null; /*",
        "</summary> throw null; <summary>",
        "line\nthrow null;\n#if x",
        "\r\u0085\u2028\u2029throw null;",
        "größe",
        "数",
        "\ud83d\ude00",
        "\ud800",
        "\0\u0001\u001b[31m",
        "\\u0022; throw null;",
        "{0}{1}",
        "#line 1 \"x\"",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_literal_is_one_token_with_the_text_as_its_value(string text)
    {
        var literal = CsLiteral.Of(text).Text;
        var expression = Assert.IsType<LiteralExpressionSyntax>(SyntaxFactory.ParseExpression(literal));
        Assert.Equal(text, expression.Token.ValueText);
        Assert.Equal(literal.Length, expression.FullSpan.Length);
        Assert.All(literal, c => Assert.InRange(c, ' ', '~'));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_name_is_one_identifier(string text)
    {
        var name = CsName.Of(text).Text;
        Assert.Equal(SyntaxKind.IdentifierToken, SyntaxFactory.ParseToken(name).Kind());
        Assert.Equal(name.Length, SyntaxFactory.ParseToken(name).FullSpan.Length);
        Assert.IsType<IdentifierNameSyntax>(SyntaxFactory.ParseExpression(name));
        Assert.All(name, c => Assert.InRange(c, ' ', '~'));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_comment_and_a_mapping_hold_no_code(string text)
    {
        var writer = new CsWriter();
        writer.Documentation(text);
        writer.Comment(text);
        writer.MapTo(new SourceSpan(new SourceText(text, text), 0, 0));
        writer.Line($"class C;");
        writer.EndMap();
        var tree = CSharpSyntaxTree.ParseText(
            writer.ToString(), new CSharpParseOptions(documentationMode: DocumentationMode.Diagnose));
        Assert.Empty(tree.GetDiagnostics());
        Assert.Single(tree.GetCompilationUnitRoot().Members);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.0)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(1e300)]
    public void A_number_keeps_its_bits(double value)
    {
        var tree = SyntaxFactory.ParseExpression(CsLiteral.Of(value).Text);
        Assert.Empty(tree.GetDiagnostics());
        if (tree is MemberAccessExpressionSyntax)
            return; // double.NaN and its like
        var (sign, literal) = tree is PrefixUnaryExpressionSyntax { Operand: var operand } ? (-1.0, operand) : (1.0, tree);
        var parsed = sign * (double)((LiteralExpressionSyntax)literal).Token.Value!;
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(parsed));
    }

    [Fact]
    public void Names_of_a_scope_differ()
    {
        var scope = new CsScope();
        var names = new[] { "a-b", "a b", "a_b", "a_b_2" }.Select(scope.Unique).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.NotEqual(names[0], new CsScope(scope).Unique("a_b"));
    }
}
