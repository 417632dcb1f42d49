using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Names, sharing, freezing and initial values of layer instances.</summary>
internal static class LayerBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("named", 2, "named \"head\" (dense 10)", Named) { Applies = new(Index: 1, AppliedArgument.All) { IsScope = true } },
        new("suffixed", 2, "suffixed \"_l0\" (dense 10)", Suffixed) { Applies = new(Index: 1, AppliedArgument.All) },
        new("share", 1, "share (dense 10)", Share) { Applies = new(Index: 0, AppliedArgument.All) },
        new("freeze", 1, "freeze (dense 10)", Freeze) { Applies = new(Index: 0, AppliedArgument.All) },
        new("initialize", 2, "initialize { weight = zeros } (dense 10)", Initialize) { Applies = new(Index: 0, AppliedArgument.All) },
    ];

    private static Value Named(BuiltinCall call)
    {
        if (call.Text(0, "first argument") is not { } name || Layer(call, 1, "second argument") is null)
            return ErrorValue.Instance;
        if (CanStandInName(name) && !char.IsAsciiDigit(name[0]))
            return new NamedValue(name, call.Arguments[1], IsIndexed(call[0]));
        return call.Elaborator.Unknowns.AreOpen // a number in it may be a symbol
            ? call[1]
            : call.Fail(
                0,
                NameErrors.NameAsArgument,
                $"\"{name}\" cannot name a layer",
                "a name is made of letters, digits and `_`, and begins with no digit");
    }

    private static Value Suffixed(BuiltinCall call)
    {
        if (call.Text(0, "first argument") is not { } suffix || Layer(call, 1, "second argument") is null)
            return ErrorValue.Instance;
        if (CanStandInName(suffix))
            return new SuffixedValue(suffix, call.Arguments[1], IsIndexed(call[0]));
        return call.Elaborator.Unknowns.AreOpen // a number in it may be a symbol
            ? call[1]
            : call.Fail(
                0,
                NameErrors.NameAsArgument,
                $"\"{suffix}\" cannot end the name of a layer or a param",
                "a suffix is made of letters, digits and `_`, such as \"_l0\"");
    }

    private static bool CanStandInName(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>A name in which a value stands differs by itself, and needs no numbers of iterations.</summary>
    private static bool IsIndexed(Value text) => text is not StringValue { IsFilled: true };

    private static Value Share(BuiltinCall call) => call.Callable(0, "argument") is null
        ? ErrorValue.Instance
        : new SharedValue(call.Arguments[0], call.Elaborator.Context.Through(call.Span) with { IsShared = true });

    private static Value Freeze(BuiltinCall call)
    {
        if (call[0] is CallableValue)
            return new FrozenValue(call.Arguments[0]);
        call.Mismatch(
            call.Arguments[0],
            "argument",
            "a function",
            "freeze a layer before it is applied: `x |> freeze (dense 10)`");
        return ErrorValue.Instance;
    }

    private static Value Initialize(BuiltinCall call)
    {
        if (call[0] is RecordValue initial)
        {
            return Layer(call, 1, "second argument") is null
                ? ErrorValue.Instance
                : new InitializedValue(initial, call.Arguments[1]);
        }

        call.Mismatch(
            call.Arguments[0],
            "first argument",
            "a record of initialisers",
            "write `{ weight = xavierUniform }`, with the names of the params");
        return ErrorValue.Instance;
    }

    /// <summary>A function that is not shared: what is shared has been placed where it stands.</summary>
    private static CallableValue? Layer(BuiltinCall call, int index, string role)
    {
        if (call.Callable(index, role) is not { } function)
            return null;
        for (var inner = function as PlacedValue; inner is not null; inner = inner.Function.Value as PlacedValue)
        {
            if (!call.Elaborator.Spend(call.Span))
                return null;
            if (inner is not SharedValue shared)
                continue;
            call.Elaborator.Fail(
                VariableErrors.SharedElsewhere,
                call.Arguments[index].Span,
                $"a shared layer is made where `share` stands, so `{call.Function.Name}` comes too late",
                $"put it inside: `share ({call.Function.Name} … (…))`",
                new DiagnosticLabel(shared.Context.Sites[^1], "shared here"));
            return null;
        }

        return function;
    }
}
