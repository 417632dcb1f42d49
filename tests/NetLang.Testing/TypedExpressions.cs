using System.Collections.Concurrent;
using NetLang.Compiler;
using NetLang.Compiler.Text;
using NetLang.Runtime;
using Xunit;

namespace NetLang.Testing;

/// <summary>
/// Every function and operator of tensors, to be tried on every element type: it is computed, or refused where it is
/// called. Over <c>x</c> and <c>y</c> of the type, <c>[N, 6]</c> each, and a condition <c>c</c>.
/// </summary>
public static class TypedExpressions
{
    private static readonly ConcurrentDictionary<(string Expression, ElementType Element), string?> Found = [];

    /// <summary>By the builtin's name, or by the operator.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = Table();

    /// <summary>The types that tensors of a program may have.</summary>
    public static IReadOnlyList<ElementType> Types { get; } =
        [ElementType.F32, ElementType.F64, ElementType.I32, ElementType.I64, ElementType.U8, ElementType.Bool];

    /// <summary>The code of what the compiler reports for an expression on a type, at its place and with help; null for nothing.</summary>
    public static string? Error(string expression, ElementType element) =>
        Found.GetOrAdd((expression, element), static key => Check(key.Expression, key.Element));

    /// <summary>The expressions that the compiler accepts for a type, as models of one file.</summary>
    public static Compilation Accepted(ElementType element) => CompiledModel.Compile(
        string.Concat(All.Values.SelectMany(e => e).Where(e => Error(e, element) is null).Select((e, i) => Model(e, element, i))),
        "typed.net");

    private static string? Check(string expression, ElementType element)
    {
        var source = new SourceText("typed.net", Model(expression, element));
        var errors = Compilation.Create(source, new CompilerOptions { Verify = true }).Diagnostics.Where(d => d.IsError).ToList();
        Assert.All(errors, e => Assert.True(
            e.Span is { Source.Path: "typed.net" } && e.Help is not null && e.Code != CompilationErrors.InternalError.Code,
            $"{source.Content}\n{e.Code}: {e.Message}"));
        return errors.FirstOrDefault()?.Code;
    }

    private static string Model(string expression, ElementType element, int number = 0) =>
        $"model M{number} (x: {element.Name()}[N, 6]) (y: {element.Name()}[N, 6]) (c: bool[N, 6]) = {expression}\n";

    private static Dictionary<string, string[]> Table()
    {
        var table = new Dictionary<string, string[]>
        {
            ["where"] = ["where c x y", "where c x 1"],
            ["not"] = ["not x"],
            ["cast"] = [.. Enum.GetValues<ElementType>().Select(e => $"cast {e.Name()} x")],
            ["reshape"] = ["reshape [N * 6] x"],
            ["permute"] = ["permute [1; 0] x"],
            ["broadcastTo"] = ["broadcastTo [2; N; 6] x"],
            ["expandDims"] = ["expandDims 0 x"],
            ["concat"] = ["concat [x; y]", "concat { axis = 0 } [x; x]"],
            ["stack"] = ["stack [x; y]"],
            ["pad"] = ["pad [(0, 1); (2, 0)] x", "pad { value = 1 } [(0, 0); (1, 1)] x"],
            ["blocks"] = ["blocks [2] x", "blocks [1; 2] x"],
            ["windows"] = ["windows 2 x", "windows { axis = 1; stride = 2 } 3 x"],
            ["convolve"] = ["convolve (reshape [1; 1; 3; 2] y[0, ..]) (reshape [N; 1; 3; 2] x)"],
            ["squeeze"] = ["squeeze 0 (expandDims 0 x)"],
            ["@"] = ["x @ transpose y", "x @ x[0, ..]"],
            ["index"] = ["x[.., 1..2]", "x[0, ..]"],
            ["iota"] = ["x + iota 1 (shape x)"],
            ["filled"] = ["x + filled 2 (shape x)"],
            ["tensor"] = ["x + tensor [1; 2; 3; 4; 5; 6]"],
            ["checkIndex"] = ["checkIndex 3 x"],
            ["gather"] = ["gather x[0, ..] (cast f32 y)", "gather (cast i32 c) y"],
            ["scatterAdd"] = ["scatterAdd x[.., 0] 4 (cast f32 y)", "scatterAdd (cast i32 c[.., 0]) 3 y"],
            ["mean"] = ["mean x"],
            ["relu"] = ["relu x"],
            ["softmax"] = ["softmax x"],
            ["pick"] = ["pick x[.., 0] (softmax (cast f32 y))"],
            ["negation"] = ["-x"],
        };
        foreach (var name in (string[])["exp", "log", "log1p", "expm1", "sqrt", "sin", "cos", "tanh", "sigmoid", "erf", "floor", "ceil", "round", "abs", "sign", "stopGradient", "transpose"])
            table[name] = [$"{name} x"];
        foreach (var name in (string[])["maximum", "minimum"])
            table[name] = [$"{name} x y", $"{name} x 2"];
        foreach (var name in (string[])["sum", "prod", "max", "min"])
            table[name] = [$"{name} x", $"{name} {{ axis = 0 }} x", $"{name} {{ axis = 1; keepDims = true }} x"];
        foreach (var name in (string[])["zeros", "ones", "randomUniform", "randomNormal"])
            table[name] = [$"x + {name} (shape x)"];
        foreach (var sign in (string[])["+", "-", "*", "/", "%", "**", "=", "<>", "<", "<=", ">", ">=", "&&", "||"])
            table[sign] = [$"x {sign} y", $"x {sign} 2", $"x {sign} x[0, ..]"];
        return table;
    }
}
