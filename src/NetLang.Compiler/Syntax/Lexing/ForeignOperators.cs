using System.Collections.Frozen;
using static NetLang.Compiler.Syntax.Generated.NetLangLexer;

namespace NetLang.Compiler.Syntax.Lexing;

/// <summary>Operators of other languages: what to write instead, and the token to go on with.</summary>
internal static class ForeignOperators
{
    private static readonly FrozenDictionary<string, (string Help, int? Token)> Table =
        new Dictionary<string, (string Help, int? Token)>
        {
            ["=>"] = ("write `->`", ARROW),
            ["=="] = ("write `=`", EQUALS),
            ["==="] = ("write `=`", EQUALS),
            ["!="] = ("write `<>`", NOT_EQUAL),
            ["!=="] = ("write `<>`", NOT_EQUAL),
            [":="] = ("write `<-` to store a state, `=` to name a value", ASSIGN),
            ["+="] = ("write `x <- x + …`", ASSIGN),
            ["-="] = ("write `x <- x - …`", ASSIGN),
            ["*="] = ("write `x <- x * …`", ASSIGN),
            ["/="] = ("write `x <- x / …`", ASSIGN),
            ["::"] = ("write `append [x] xs`", AT),
            ["++"] = ("write `append xs ys`", AT),
            ["--"] = ("write `- -x`, or `x - 1`", MINUS),
            ["!"] = ("write `not`", null),
            ["&"] = ("write `&&`", AND),
            ["&&&"] = ("write `&&`", AND),
            ["|||"] = ("write `||`", OR),
            ["<|"] = ("write `f (x)`, or `x |> f`", PIPE),
            ["<<"] = ("write `g >> f` for `f << g`", COMPOSE),
            ["^"] = ("write `**` for a power", POWER),
            ["$"] = ("leave it out: `{name}` stands for a value in every string", null),
            ["?"] = ("write `if a then b else c`", null),
            ["~"] = ("write `not`", null),
            ["%%"] = ("write `%` for a remainder", PERCENT),
        }.ToFrozenDictionary();

    /// <summary>
    /// What to write instead of an operator, and the token that takes its place (none: leave it out).
    /// </summary>
    public static (string? Help, int? Token) Replacement(string text) =>
        Table.TryGetValue(text, out var found) ? found : (null, null);
}
