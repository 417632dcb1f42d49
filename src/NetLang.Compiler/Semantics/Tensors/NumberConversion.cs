using System.Globalization;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Tensors;

/// <summary>Numbers that meet tensors, and numbers on the host.</summary>
internal sealed class NumberConversion(Elaborator elaborator)
{
    private GraphBuilder Builder => elaborator.Builder;

    /// <summary>A number as a tensor without axes; a tensor as it is; null after reporting.</summary>
    public Node? ToTensor(Argument argument, ElementType type)
    {
        switch (argument.Value)
        {
            case NodeValue tensor:
                return tensor.Node;
            case BoolValue value when type == ElementType.Bool:
                return Builder.Constant(value.Value ? 1 : 0, type);
            case IntValue value when type.IsFloat() || Fits(value.Value, type):
                return Builder.Constant(value.Value, type);
            case IntValue value when type.IsInteger():
                elaborator.Fail(
                    ShapeErrors.LiteralRange,
                    argument.Span,
                    string.Create(
                        CultureInfo.InvariantCulture, $"{value.Value} does not fit {type.Name()}, the type of the tensor that it meets"),
                    "convert the tensor to a wider type: `cast i64 …`");
                return null;
            case FloatValue value when type.IsFloat():
                return Builder.Constant(value.Value, type);
            case FloatValue value when type.IsInteger():
                elaborator.Fail(
                    ShapeErrors.FractionalLiteral,
                    argument.Span,
                    $"{value.Text} meets a tensor of {type.Name()}, whose elements are whole numbers",
                    value.Value == Math.Truncate(value.Value) && Math.Abs(value.Value) < 1e9
                        ? string.Create(
                            CultureInfo.InvariantCulture, $"write {(long)value.Value}, or convert the tensor: `cast f32 …`")
                        : "convert the tensor to floats first: `cast f32 …`");
                return null;
            case DimValue dimension when type != ElementType.Bool:
                return Builder.Cast(Builder.Dimension(dimension.Dim), type);
            case ScalarValue scalar when (scalar.Node.Type.Element == ElementType.Bool) == (type == ElementType.Bool):
                return Builder.Cast(scalar.Node, type);
            case ErrorValue:
            case var number when elaborator.Unknowns.StandsForNumber(number):
                return null;
            case var other:
                elaborator.Fail(
                    NameErrors.WrongOperands,
                    argument.Span,
                    $"{(type == ElementType.Bool ? "a bool" : "a number")} or a tensor of {type.Name()} is "
                    + $"needed here, and this is {other.Describe()}",
                    type == ElementType.Bool
                        ? "convert the bools, `cast f32 …`, or compare to get bools, `x > 0`"
                        : Advice(other));
                return null;
        }
    }

    /// <summary>A number as a tensor of one value everywhere; a tensor as it is; null after reporting.</summary>
    public Node? ToTensor(Argument argument, TensorType type) =>
        ToTensor(argument, type.Element) is not { } node ? null
        : argument.Value is NodeValue ? node
        : Builder.BroadcastTrailing(node, type.Shape);

    /// <summary>A number as a scalar of the host (f64, or bool); null after reporting.</summary>
    public Node? ToHost(Argument argument)
    {
        switch (argument.Value)
        {
            case ScalarValue scalar:
                return scalar.Node;
            case BoolValue value:
                return Builder.Constant(value.Value ? 1 : 0, ElementType.Bool);
            case IntValue value:
                return Builder.Constant(value.Value, ElementType.F64);
            case FloatValue value:
                return Builder.Constant(value.Value, ElementType.F64);
            case DimValue value:
                return Builder.Dimension(value.Dim);
            case ErrorValue:
            case var number when elaborator.Unknowns.StandsForNumber(number):
                return null;
            case var other:
                elaborator.Fail(
                    NameErrors.WrongOperands,
                    argument.Span,
                    $"the host computes with numbers alone here, and this is {other.Describe()}",
                    Advice(other));
                return null;
        }
    }

    /// <summary>What to write where a number or a tensor is needed, and something else is given.</summary>
    public static string Advice(Value given) => given switch
    {
        StringValue text when double.TryParse(text.Value, CultureInfo.InvariantCulture, out _) =>
            $"write the number without quotes: `{text.Value}`",
        BoolValue => "choose a number by it: `if … then 1.0 else 0.0`",
        UndecidedValue or NodeValue { Node.Type.Element: ElementType.Bool } => "make numbers of bools with `cast`: `cast f32 (x > 0.0)`",
        NodeValue => "a tensor is known when the model runs only; a number of it can be had at no other time",
        ListValue => "make a tensor of the list, `tensor [1.0; 2.0]`, or take an item of it, `xs[0]`",
        TupleValue => "take the part that is meant: `let (a, b) = …`",
        RecordValue { Fields: [var first, ..] } => $"take the field that is meant: `r.{first.Name}`",
        PartialValue partial => partial.Completion(),
        CallableValue => "apply the function first, in parentheses: `(f x)`",
        _ => "give a number or a tensor, such as `1.0`",
    };

    private static bool Fits(long value, ElementType type) => type switch
    {
        ElementType.U8 => value is >= byte.MinValue and <= byte.MaxValue,
        ElementType.I32 => value is >= int.MinValue and <= int.MaxValue,
        ElementType.I64 => true,
        _ => false,
    };
}
