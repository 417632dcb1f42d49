using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Which paths are meant: <c>only ["head"]</c>, <c>except ["bias"; "norm"]</c>.</summary>
internal static class SelectionBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("only", 1, "only [\"weight\"]", call => Select(call, isExcept: false)),
        new("except", 1, "except [\"bias\"]", call => Select(call, isExcept: true)),
    ];

    private static Value Select(BuiltinCall call, bool isExcept)
    {
        if (call.List(0, "argument") is not { } items)
            return ErrorValue.Instance;
        if (items.FirstOrDefault(item => item is not StringValue) is { } other)
        {
            call.Mismatch(call.ItemOf(0, other), "patterns", "strings");
            return ErrorValue.Instance;
        }

        return new SelectionValue(isExcept, PathPattern.All(items, call.Arguments[0].Span));
    }
}
