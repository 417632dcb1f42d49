using static NetLang.Compiler.Syntax.Generated.NetLangLexer;

namespace NetLang.Compiler.Syntax.Layout;

/// <summary>The groups of tokens that the layout rules speak of.</summary>
internal static class TokenClasses
{
    /// <summary>An operator between two operands: a line that begins with one continues the expression above.</summary>
    public static bool IsInfix(int type) => type is PIPE or COMPOSE or OR or AND or EQUALS or NOT_EQUAL or LESS
        or LESS_OR_EQUAL or GREATER or GREATER_OR_EQUAL or PLUS or MINUS or STAR or SLASH or PERCENT or AT or POWER
        or COMMA;

    /// <summary>Words and signs that can only continue what is open, wherever they stand.</summary>
    public static bool IsContinuation(int type) => type is THEN or ELIF or ELSE or WITH or WHEN or BAR or ARROW
        or COLON or DOT or DOT_DOT or SEMICOLON or ASSIGN;

    public static bool IsClosing(int type) => type is RPAREN or RBRACKET or RBRACE;

    /// <summary>What cannot be the first token of a block: before it, the block is empty.</summary>
    public static bool IsBlockEnd(int type) => IsClosing(type) || type is SEMICOLON or THEN or ELIF or ELSE or WITH;

    /// <summary>After these an operand must follow, so that a line end there means nothing.</summary>
    public static bool WantsMore(int type) => IsInfix(type) || type is SEMICOLON or PREFIX_MINUS;

    /// <summary>A keyword that a name or a pattern follows.</summary>
    public static bool StartsDefinition(int type) => StartsStatement(type) || type is MODEL or TRAIN or OPTIMIZER;

    public static bool StartsStatement(int type) => type is LET or PARAM or STATE;
}
