using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>What must hold of arguments.</summary>
internal static class RequirementBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("require", 2, Require),
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
                return call.Elaborator.FailAtCall(NameErrors.RequirementNotMet, call.Span, message.Value);
            case UndecidedValue undecided:
                call.Elaborator.Facts.Require(new Requirement(undecided.Dim, undecided.Relation, message.Value));
<<<<<<< HEAD
                return UnitValue.Instance;
            case var number when call.Elaborator.Unknowns.StandsForNumber(number):
=======
>>>>>>> f450549 (Let values stand in every string, so that names of layers can be numbered)
                return UnitValue.Instance;
            default:
                return call.Fail(
                    0,
                    NameErrors.ConditionNotBool,
                    $"`require` takes a condition that is known at compile time, and this is {call[0].Describe()}");
        }
    }
}
