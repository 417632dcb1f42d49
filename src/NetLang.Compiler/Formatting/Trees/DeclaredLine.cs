using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using NetLang.Compiler.Formatting.Comments;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary>A <c>param</c> or a <c>state</c> with a type.</summary>
internal sealed record DeclaredLine(
    LineContext Line, ITerminalNode Name, ITerminalNode Colon, TypeContext Type, ITerminalNode Equal, BlockContext Block)
{
    public IToken Keyword => Line.Start;

    /// <summary>Those of one kind that lines begin with, directly below each other.</summary>
    public static IReadOnlyList<DeclaredLine> Run(IReadOnlyList<LineContext> lines, CommentMap comments)
    {
        var declared = lines.Select(Of).TakeWhile(line => line is not null).ToList();
        return
        [
            .. declared.TakeWhile((line, i) => i == 0
                || (line!.Keyword.Type == declared[0]!.Keyword.Type && comments.IsDirectlyBelow(line.Keyword)))!,
        ];
    }

    private static DeclaredLine? Of(LineContext line) => line switch
    {
        ParamLineContext p => new(line, p.LOWER_NAME(), p.COLON(), p.type(), p.EQUALS(), p.block()),
        StateLineContext { } s when s.type() is { } type => new(line, s.LOWER_NAME(), s.COLON(), type, s.EQUALS(), s.block()),
        _ => null,
    };
}
