using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>Functions of each element, on tensors, host scalars and numbers alike.</summary>
internal static class ElementwiseBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        Unary("exp", Transcendental.Exp),
        Unary("log", Transcendental.Log),
        Unary("log1p", Transcendental.Log1p),
        Unary("expm1", Transcendental.Expm1),
        Unary("sqrt", Transcendental.Sqrt),
        Unary("sin", Transcendental.Sin),
        Unary("cos", Transcendental.Cos),
        Unary("tanh", Transcendental.Tanh),
        Unary("sigmoid", Transcendental.Sigmoid),
        Unary("erf", Transcendental.Erf),
        Unary("floor", Transcendental.Floor),
        Unary("ceil", Transcendental.Ceil),
        Unary("round", Transcendental.Round),
        Unary("abs", Arithmetic.Abs, (call, n) => n < 0 ? call.Elaborator.Operators.Negate(call.Arguments[0], call.Span) : call[0]),
        Unary("sign", Arithmetic.Sign, (_, n) => new IntValue(Math.Sign(n))),
        Binary("maximum", Arithmetic.Maximum, Math.Max),
        Binary("minimum", Arithmetic.Minimum, Math.Min),
        new("where", 3, "where (x > 0.0) x 0.0", call => call.Elaborator.Operators.Tensors.Where(
            call.Span, call.Arguments[0], call.Arguments[1], call.Arguments[2])),
        new("not", 1, "not (x > 0.0)", call => call[0] is BoolValue known
            ? BoolValue.Of(!known.Value)
            : call.Elaborator.Operators.Tensors.Apply("not", Logic.Not, call.Span, call.Arguments[0])),
        new("stopGradient", 1, "stopGradient x", call => call[0] is NodeValue tensor
            ? new NodeValue(call.Builder.StopGradient(tensor.Node))
            : call[0]),
        new("cast", 2, "cast f32 index", Cast),
        new("float", 1, "float 3", Float),
        new("int", 1, "int 3.0", Int),
    ];

    /// <param name="onInts">For functions that give an int for an int; others take ints as floats.</param>
    private static BuiltinFunction Unary(string name, ElementwiseOp op, Func<BuiltinCall, long, Value>? onInts = null) =>
        new(name, 1, $"{name} x", call => call[0] switch
        {
            IntValue value when onInts is not null => onInts(call, value.Value),
            IntValue value => OnFloats(call, op, value.Value),
            FloatValue value => OnFloats(call, op, value.Value),
            _ => call.Elaborator.Operators.Tensors.Apply(name, op, call.Span, call.Arguments[0]),
        });

    private static BuiltinFunction Binary(string name, ElementwiseOp op, Func<long, long, long> onInts) =>
        new(name, 2, $"{name} x 0.0", call => (call[0], call[1]) switch
        {
            (IntValue a, IntValue b) => new IntValue(onInts(a.Value, b.Value)),
            (IntValue or FloatValue, IntValue or FloatValue) =>
                OnFloats(call, op, call.Float(0, "first operand")!.Value, call.Float(1, "second operand")!.Value),
            _ => call.Elaborator.Operators.Tensors.Apply(name, op, call.Span, call.Arguments[0], call.Arguments[1]),
        });

    /// <summary>The op's own reference, so that a function means the same on numbers and on tensors.</summary>
    private static FloatValue OnFloats(BuiltinCall call, ElementwiseOp op, params double[] operands)
    {
        var node = call.Builder.Apply(op, [.. operands.Select(o => call.Builder.Constant(o, ElementType.F64))]);
        return new FloatValue(op.Reference(node, operands)) { Origin = call.Span };
    }

    private static Value Cast(BuiltinCall call)
    {
        if (call[0] is not ElementTypeValue target)
        {
            call.Mismatch(call.Arguments[0], "first argument", "an element type such as `f32`");
            return ErrorValue.Instance;
        }

        if (!call.Elaborator.Types.IsComputable(target.Type, call.Arguments[0].Span))
            return ErrorValue.Instance;
        if (call[1] is NodeValue tensor)
            return new NodeValue(call.Builder.Cast(tensor.Node, target.Type));
        return call.Elaborator.Operators.Numbers.ToTensor(call.Arguments[1], target.Type) is { } node
            ? new NodeValue(node)
            : ErrorValue.Instance;
    }

    private static Value Float(BuiltinCall call)
    {
        switch (call[0])
        {
            case FloatValue or ScalarValue:
                return call[0];
            case IntValue value:
                return new FloatValue(value.Value) { Origin = call.Span };
            case DimValue dimension:
                return new ScalarValue(call.Builder.Dimension(dimension.Dim));
            default:
                return NotForTensors(call, "cast f32");
        }
    }

    private static Value Int(BuiltinCall call)
    {
        switch (call[0])
        {
            case IntValue or DimValue:
                return call[0];
            case FloatValue { Value: > -9.2e18 and < 9.2e18 } value:
                return new IntValue((long)Math.Truncate(value.Value)) { Origin = call.Span };
            case FloatValue:
                return call.Fail(
                    0,
                    NameErrors.StaticArithmetic,
                    $"{call[0].Describe()} does not fit an int of 64 bits",
                    "keep it a float");
            default:
                return NotForTensors(call, "cast i32");
        }
    }

    private static Value NotForTensors(BuiltinCall call, string cast) =>
        call.Elaborator.Unknowns.StandsForNumber(call[0])
            ? ErrorValue.Instance
            : call.Fail(
                0,
                NameErrors.WrongKindOfArgument,
                $"`{call.Function.Name}` converts numbers that are known at compile time, and this is {call[0].Describe()}",
                call[0] is NodeValue ? $"tensors are converted with `{cast} …`" : NumberConversion.Advice(call[0]));
}
