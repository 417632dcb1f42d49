using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Evaluation;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Requirements, and the names and sharing of layer instances.</summary>
internal static class ControlBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("require", 2, Require),
        new("named", 2, Named),
        new("share", 1, call => call.Callable(0, "argument") is null
            ? ErrorValue.Instance
            : new SharedValue(call.Arguments[0], call.Elaborator.Context.Through(call.Span) with { IsShared = true })),
    ];

    private static Value Require(BuiltinCall call)
    {
        if (call[1] is not StringValue message)
        {
            call.Mismatch(call.Arguments[1], "message", "a string");
            return ErrorValue.Instance;
        }

        switch (call[0])
        {
            case BoolValue { Value: true }:
                return UnitValue.Instance;
            case BoolValue:
                return call.Elaborator.FailAtCall(
                    NameErrors.RequirementNotMet, call.Span, Interpolation.Expand(message, call.Elaborator));
            case UndecidedValue undecided:
                var text = Interpolation.Expand(message, call.Elaborator);
                call.Elaborator.Facts.Require(new Requirement(undecided.Dim, undecided.Relation, text));
                return UnitValue.Instance;
            default:
                return call.Fail(
                    0,
                    NameErrors.ConditionNotBool,
                    $"`require` takes a condition that is known at compile time, and this is {call[0].Describe()}");
        }
    }

    private static Value Named(BuiltinCall call)
    {
        if (call.Text(0, "first argument") is not { } name || call.Callable(1, "second argument") is null)
            return ErrorValue.Instance;
        var good = name.Length > 0
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            && !char.IsAsciiDigit(name[0]);
        return good
            ? new NamedValue(name, call.Arguments[1])
            : call.Fail(
                0,
                NameErrors.NameAsArgument,
                $"\"{name}\" cannot name a layer",
                "a name is made of letters, digits and `_`, and begins with no digit");
    }
}
