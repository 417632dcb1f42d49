using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary>Operators between values: at compile time, on the host or on tensors.</summary>
internal sealed class Operators
{
    private static readonly Dictionary<BinaryOperator, (string Text, ElementwiseOp Op)> Elementwise = new()
    {
        [BinaryOperator.Or] = ("||", Logic.Or),
        [BinaryOperator.And] = ("&&", Logic.And),
        [BinaryOperator.Equal] = ("=", Comparison.Eq),
        [BinaryOperator.NotEqual] = ("<>", Comparison.Ne),
        [BinaryOperator.Less] = ("<", Comparison.Lt),
        [BinaryOperator.LessOrEqual] = ("<=", Comparison.Le),
        [BinaryOperator.Greater] = (">", Comparison.Gt),
        [BinaryOperator.GreaterOrEqual] = (">=", Comparison.Ge),
        [BinaryOperator.Add] = ("+", Arithmetic.Add),
        [BinaryOperator.Subtract] = ("-", Arithmetic.Sub),
        [BinaryOperator.Multiply] = ("*", Arithmetic.Mul),
        [BinaryOperator.Divide] = ("/", Arithmetic.Div),
        [BinaryOperator.Remainder] = ("%", Arithmetic.Mod),
        [BinaryOperator.Power] = ("**", Arithmetic.Pow),
    };

    private readonly Elaborator elaborator;
    private readonly StaticArithmetic statics;
    private readonly MatrixProduct products;

    public Operators(Elaborator elaborator)
    {
        this.elaborator = elaborator;
        statics = new StaticArithmetic(elaborator);
        products = new MatrixProduct(elaborator);
        Numbers = new NumberConversion(elaborator);
        Tensors = new ElementwiseApplication(elaborator, Numbers);
    }

    public NumberConversion Numbers { get; }

    public ElementwiseApplication Tensors { get; }

    public Value Apply(BinaryExpression expression, Argument left, Argument right)
    {
        if (left.Value.HoldsError || right.Value.HoldsError)
            return ErrorValue.Instance;
        if (expression.Operator == BinaryOperator.MatrixProduct)
            return products.Apply(left, right, expression.Span);
        if (statics.Apply(expression.Operator, expression.Span, left.Value, right.Value) is { } known)
            return known is BoolValue { Value: false } ? new BoolValue(false) { Compared = (left, right) } : known;
        var (text, op) = Elementwise[expression.Operator];
        if (IsNumeric(left.Value) && IsNumeric(right.Value))
            return Tensors.Apply(text, op, expression.Span, left, right);
        var wrong = IsNumeric(left.Value) ? right : left;
        return expression.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual
            ? WrongOperand(
                wrong,
                $"`{text}` cannot compare {left.Value.Describe()} with {right.Value.Describe()}",
                "it compares numbers and tensors, and, where both are known at compile time, strings, cases, element "
                + "types, lists and tuples")
            : WrongOperand(text, wrong);
    }

    /// <summary>
    /// Whether two static values are equal: a bool, or a condition that run time decides; null for other values.
    /// </summary>
    public Value? AreEqual(Value a, Value b, SourceSpan span) => statics.Apply(BinaryOperator.Equal, span, a, b);

    public Value Negate(Argument operand, SourceSpan span) => operand.Value switch
    {
        ErrorValue error => error,
        IntValue { Value: > long.MinValue } value => new IntValue(-value.Value) { Origin = span },
        FloatValue value => new FloatValue(-value.Value) { Origin = span },
        IntValue or DimValue => statics.Apply(BinaryOperator.Subtract, span, new IntValue(0), operand.Value)!,
        NodeValue or ScalarValue => Tensors.Apply("-", Arithmetic.Neg, span, operand),
        _ => WrongOperand("-", operand),
    };

    private static bool IsNumeric(Value value) =>
        value is IntValue or FloatValue or BoolValue or DimValue or ScalarValue or NodeValue;

    private Value WrongOperand(string text, Argument operand) => WrongOperand(
        operand,
        $"`{text}` is for numbers and tensors, and this is {operand.Value.Describe()}",
        operand.Value switch
        {
            ListValue when text == "+" => "lists are joined with `append`",
            StringValue when text == "+" => "in any string, `{name}` stands for a value: `\"{a} and {b}\"`",
            _ => "give it numbers or tensors",
        });

    /// <param name="help">Where the operand itself does not say what is meant.</param>
    private Value WrongOperand(Argument operand, string message, string help) =>
        elaborator.Unknowns.StandsForNumber(operand.Value)
        ? ErrorValue.Instance
        : operand.Value is UndecidedValue
        ? elaborator.Fail(
            ShapeErrors.SymbolDecides,
            operand.Span,
            $"this is {operand.Value.Describe()}, but must be decided at compile time",
            "give each condition a `require` of its own, or make the dimension a number in the model's signature")
        : elaborator.Fail(
            operand.Value is PartialValue ? NameErrors.WrongArity : NameErrors.WrongOperands,
            operand.Span,
            message,
            operand.Value switch
            {
                PartialValue => "give it the rest of its arguments, in parentheses",
                CaseValue => "an upper-case name is a dimension only in the signature and body of a model; in a "
                    + "function name it in the type of a parameter: `(x: 't[.., n])`",
                CallableValue => "apply the function first, in parentheses: `(f x)`",
                _ => help,
            });
}
