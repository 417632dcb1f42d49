using System.Collections.Immutable;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Semantics.Builtins;
using NetLang.Compiler.Syntax;

namespace NetLang.Fuzz.Mutations;

/// <summary>Words that programs are changed with.</summary>
internal static class Words
{
    public static readonly ImmutableArray<string> Numbers =
    [
        "0", "1", "2", "3", "7", "64", "-1", "-2", "1000", "100000", "4294967296", "9223372036854775807", "0xFF",
        "0.0", "0.5", "1.0", "-0.5", "1e-3", "1e308", "1e-320", "1.0", "2.0",
    ];

    public static readonly ImmutableArray<string> Operators =
    [
        "+", "-", "*", "/", "%", "@", "**", "=", "<>", "<", "<=", ">", ">=", "&&", "||", "|>", ">>", "->", "<-", ":",
        ",", ";", ".", "..", "|", "(", ")", "[", "]", "{", "}", "_",
    ];

    public static readonly ImmutableArray<string> Keywords =
    [
        "let", "fun", "if", "then", "elif", "else", "match", "with", "when", "true", "false", "param", "state", "model",
        "train", "optimizer", "import", "in", "rec", "training",
    ];

    public static readonly ImmutableArray<string> Types =
        ["f32", "f64", "i32", "i64", "u8", "bool", "f16", "'t", "int", "float"];

    /// <summary>Text that would be C# if it were not escaped, and other unusual text.</summary>
    public static readonly ImmutableArray<string> Strings =
    [
        "\"\"", "\"\\\"; }\"", "\"*/\"", "\"{x}\"", "\"{\"", "\"}}\"", "\"\\n\"", "\"é\"",
        "\"class\"", "\"a.b\"", "\"\\u0000\"", "\"a/b\"",
    ];

    public static readonly ImmutableArray<string> Names =
        ["x", "n", "class", "string", "namespace", "_", "__arglist", "value", "N", "T", "Same", "NaN", "Model"];

    /// <summary>What is defined without any program.</summary>
    public static readonly ImmutableArray<string> Defined =
    [
        .. BuiltinRegistry.All.Select(b => b.Name),
        .. PreludeFiles.Units.SelectMany(u => u.Declarations).SelectMany(NamesOf),
    ];

    public static readonly ImmutableArray<ImmutableArray<string>> All =
        [Numbers, Operators, Keywords, Types, Strings, Names, Defined];

    /// <summary>The names that a declaration gives to the whole file.</summary>
    public static IEnumerable<string> NamesOf(Declaration declaration) => declaration switch
    {
        LetDeclaration let => Tree.All(let.Target).OfType<NamePattern>().Select(p => p.Name),
        OptimizerDeclaration optimizer => [optimizer.Name.Text],
        _ => [],
    };
}
