using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary><c>if</c>, <c>match</c>, <c>&amp;&amp;</c> and <c>||</c>.</summary>
internal sealed class Choices(Elaborator elaborator)
{
    public Value If(IfExpression expression, Environment names)
    {
        switch (elaborator.Evaluate(expression.Condition, names))
        {
            case ScalarValue when elaborator.Unknowns.AreOpen:
                return ErrorValue.Instance;
            case BoolValue condition:
                return elaborator.Evaluate(condition.Value ? expression.Then : expression.Otherwise, names);
            case ScalarValue { Node: { Type.Element: ElementType.Bool } condition }:
                return OnHost(condition, expression, names);
            case var other:
                return Undecidable(
                    new Argument(other, expression.Condition.Span),
                    "choose elementwise: `where condition thenValue elseValue`");
        }
    }

    public Value Match(MatchExpression expression, Environment names)
    {
        var value = new Argument(elaborator.Evaluate(expression.Value, names), expression.Value.Span);
        if (value.Value is ErrorValue)
            return value.Value;
        foreach (var branch in expression.Cases)
        {
            var match = elaborator.Patterns.Match(branch.Pattern, value, names);
            if (match.Undecided is { } part)
                return Undecidable(value with { Value = part }, "choose elementwise with `where`");
            if (match.Names is not { } bound)
                continue;
            switch (branch.Guard is { } guard ? elaborator.Evaluate(guard, bound) : BoolValue.True)
            {
                case BoolValue { Value: true }:
                    return elaborator.Evaluate(branch.Body, bound);
                case BoolValue:
                    continue;
                case var other:
                    return Undecidable(new Argument(other, branch.Guard!.Span), "choose elementwise with `where`");
            }
        }

        return elaborator.Fail(
            NameErrors.PatternMismatch,
            expression.Value.Span,
            $"no case of this `match` fits {value.Value.Describe()}",
            CasesOf(expression, value.Value) ?? "add a case for it, or `| _ -> …` for all others",
            value.Value is CaseValue { Origin: { } origin } && origin != expression.Value.Span
                ? [new DiagnosticLabel(origin, "this case")]
                : []);
    }

    /// <summary>
    /// The cases there are, where a `match` compares with cases alone: the values of an enumerated option.
    /// </summary>
    private static string? CasesOf(MatchExpression expression, Value value)
    {
        var patterns = expression.Cases.Select(c => c.Pattern).OfType<CasePattern>();
        var names = patterns.Select(p => p.Name).Distinct().ToList();
        if (names.Count != expression.Cases.Length)
            return null;
        var suggestion = value is CaseValue wrong ? Suggestion.DidYouMean(wrong.Name, names) : null;
        return suggestion ?? $"the cases are {string.Join(", ", names.Select(n => $"`{n}`"))}";
    }

    public Value Logic(BinaryExpression expression, Environment names)
    {
        var left = elaborator.Evaluate(expression.Left, names);
        var isAnd = expression.Operator == BinaryOperator.And;
        if (left is BoolValue known && known.Value != isAnd)
            return left; // the right side is not asked
        var right = elaborator.Evaluate(expression.Right, names);
        if (left is BoolValue && right is BoolValue)
            return right;
        return elaborator.Operators.Apply(
            expression, new Argument(left, expression.Left.Span), new Argument(right, expression.Right.Span));
    }

    /// <summary>Reports that something cannot be a condition.</summary>
    public Value Undecidable(Argument condition, string elementwise) => condition.Value switch
    {
        ErrorValue error => error,
        var number when elaborator.Unknowns.StandsForNumber(number) => ErrorValue.Instance,
        NodeValue tensor => elaborator.Fail(
            ShapeErrors.TensorDecides,
            condition.Span,
            $"this is {tensor.Describe()}; its numbers are not known when `if` and `match` are decided",
            elementwise),
        UndecidedValue or DimValue => elaborator.Fail(
            ShapeErrors.SymbolDecides,
            condition.Span,
            $"`{condition.Span.Text}` depends on a dimension that is chosen at run time, and must be "
            + "decided at compile time",
            "make the dimension a number in the model's signature, or write the arithmetic without a choice"),
        var other => elaborator.Fail(
            NameErrors.ConditionNotBool,
            condition.Span,
            $"a condition is `true` or `false`, and this is {other.Describe()}",
            "compare it with something: `n > 0`"),
    };

    private static string AssignedIn(IfExpression expression) =>
        SyntaxChildren.Within(expression).OfType<AssignStatement>().FirstOrDefault()?.Target.Text ?? "w";

    /// <summary>The host computes both values and takes one of them in each step.</summary>
    private Value OnHost(Node condition, IfExpression expression, Environment names)
    {
        var then = new Argument(elaborator.Evaluate(expression.Then, names), expression.Then.Span);
        var otherwise = new Argument(elaborator.Evaluate(expression.Otherwise, names), expression.Otherwise.Span);
        foreach (var branch in new[] { then, otherwise })
        {
            if (branch.Value is UnitValue)
            {
                return elaborator.Fail(
                    ShapeErrors.TensorDecides,
                    branch.Span,
                    "this `if` is decided in each step: both branches are computed, and are numbers, so that neither assigns",
                    $"choose what is assigned: `{AssignedIn(expression)} <- where condition thenValue elseValue`");
            }

            if (branch.Value is NodeValue)
            {
                return elaborator.Fail(
                    ShapeErrors.TensorDecides,
                    branch.Span,
                    $"this `if` is decided in each step and chooses between numbers, and this is "
                    + $"{branch.Value.Describe()}",
                    "choose a number, or between tensors: `where condition thenValue elseValue`");
            }
        }

        if (elaborator.Operators.Numbers.ToHost(then) is not { } yes
            || elaborator.Operators.Numbers.ToHost(otherwise) is not { } no)
        {
            return ErrorValue.Instance;
        }

        return new ScalarValue(elaborator.Builder.Select(condition, yes, no));
    }
}
