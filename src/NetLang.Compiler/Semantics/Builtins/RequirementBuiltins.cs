using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Evaluation;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>What must hold of arguments.</summary>
internal static class RequirementBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        new("require", 2, "require (4 % 2 = 0) \"4 must be even\"", Require),
        new("isInt", 1, "isInt 3", call => call[0] is IntValue or DimValue || call.Elaborator.Unknowns.StandsForNumber(call[0])
            ? BoolValue.True
            : BoolValue.False),
    ];

    /// <summary>What the operands of a comparison are, where that cannot be seen.</summary>
    private static string Found(params ReadOnlySpan<Argument> operands)
    {
        var parts = new List<string>();
        foreach (var operand in operands)
        {
            var written = operand.Span.Text;
            if (Interpolation.Text(operand.Value) is { } value && value != written && !written.Contains('\n'))
                parts.Add($"`{written}` is {value}");
        }

        return parts.Count == 0 ? "" : ": " + string.Join(" and ", parts);
    }

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
            case BoolValue { Compared: var compared }:
                var found = compared is var (left, right) ? Found(left, right) : "";
                return call.Elaborator.FailAtCall(
                    NameErrors.RequirementNotMet,
                    call.Span,
                    message.Value,
                    new DiagnosticLabel(call.Arguments[0].Span, "required here" + found));
            case UndecidedValue undecided:
                call.Elaborator.Facts.Require(new Requirement(undecided.Dim, undecided.Relation, message.Value));
                return UnitValue.Instance;
            case var number when call.Elaborator.Unknowns.StandsForNumber(number):
                return UnitValue.Instance;
            default:
                return call.Fail(
                    0,
                    NameErrors.ConditionNotBool,
                    $"`require` takes a condition that is known at compile time, and this is {call[0].Describe()}",
                    call[0] is NodeValue
                        ? "what a tensor holds is known when the model runs only; require something of its dimensions: `require (n % 2 = 0) \"…\"`"
                        : "compare it with something: `require (n > 0) \"…\"`");
        }
    }
}
