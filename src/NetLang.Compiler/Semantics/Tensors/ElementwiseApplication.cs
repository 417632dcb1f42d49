using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Repairs;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Tensors;

/// <summary>Applies elementwise ops to tensors and numbers: numbers take the tensors' type, shapes broadcast.</summary>
internal sealed class ElementwiseApplication(Elaborator elaborator, NumberConversion numbers)
{
    private readonly Broadcasting broadcasting = new(elaborator);

    /// <summary>Where no operand is a tensor, the host computes.</summary>
    /// <param name="operation">The operator or function, for messages.</param>
    public Value Apply(string operation, ElementwiseOp op, SourceSpan span, params ImmutableArray<Argument> operands)
    {
        if (operands.Any(o => o.Value is ErrorValue))
            return ErrorValue.Instance;
        return operands.Any(o => o.Value is NodeValue)
            ? OnTensors(operation, op, span, operands)
            : OnHost(operation, op, span, operands);
    }

    /// <summary>Elementwise choice; a condition that is known takes one side.</summary>
    public Value Where(SourceSpan span, Argument condition, Argument yes, Argument no)
    {
        if (condition.Value is ErrorValue || yes.Value is ErrorValue || no.Value is ErrorValue)
            return ErrorValue.Instance;
        if (condition.Value is BoolValue known)
            return known.Value ? yes.Value : no.Value;
        if (condition.Value is ScalarValue host && yes.Value is not NodeValue && no.Value is not NodeValue)
        {
            return numbers.ToHost(yes) is { } x && numbers.ToHost(no) is { } y
                ? new ScalarValue(elaborator.Builder.Select(host.Node, x, y))
                : ErrorValue.Instance;
        }

        if (numbers.ToTensor(condition, ElementType.Bool) is not { } decides)
            return ErrorValue.Instance;
        if (decides.Type.Element != ElementType.Bool)
        {
            return elaborator.Fail(
                ShapeErrors.ElementKind,
                condition.Span,
                $"the condition of `where` is a tensor of bools, and this is {condition.Value.Describe()}",
                "compare it with something: `x > 0`");
        }

        var type = TypeOf([yes, no]) ?? elaborator.ElementType ?? ElementType.F32;
        if (Convert("where", type, [yes, no]) is not { } values)
            return ErrorValue.Instance;
        return broadcasting.Align("`where`", span, [new Operand(decides, condition.Span), .. values]) is { } aligned
            ? new NodeValue(elaborator.Builder.Select(aligned[0], aligned[1], aligned[2]))
            : ErrorValue.Instance;
    }

    private Value OnTensors(string operation, ElementwiseOp op, SourceSpan span, ImmutableArray<Argument> arguments)
    {
        var type = TypeOf(arguments)!.Value;
        if (Convert(operation, type, arguments) is not { } operands)
            return ErrorValue.Instance;
        if (op.Types([.. operands.Select(_ => type)], Attributes.None) is null)
            return WrongElementType(operation, type, span, operands);
        return broadcasting.Align($"`{operation}`", span, operands) is { } aligned
            ? new NodeValue(elaborator.Builder.Apply(op, aligned.AsSpan()))
            : ErrorValue.Instance;
    }

    private Value OnHost(string operation, ElementwiseOp op, SourceSpan span, ImmutableArray<Argument> arguments)
    {
        var nodes = new List<Node>();
        foreach (var argument in arguments)
        {
            if (argument.Value is not (IntValue or FloatValue or BoolValue or DimValue or ScalarValue))
            {
                if (elaborator.Unknowns.StandsForNumber(argument.Value))
                    return ErrorValue.Instance;
                return elaborator.Fail(
                    NameErrors.WrongOperands,
                    argument.Span,
                    $"`{operation}` is for numbers and tensors, not for {argument.Value.Describe()}",
                    NumberConversion.Advice(argument.Value));
            }

            if (numbers.ToHost(argument) is not { } node)
                return ErrorValue.Instance;
            nodes.Add(node);
        }

        if (op.Types([.. nodes.Select(n => n.Type.Element)], Attributes.None) is not null)
            return new ScalarValue(elaborator.Builder.Apply(op, nodes.ToArray()));

        // One that the op takes with no other is to blame; else all, as they do not go together.
        var wrong = nodes.FindIndex(n => op.Types([.. nodes.Select(_ => n.Type.Element)], Attributes.None) is null);
        var (blamed, place) = wrong < 0 ? (arguments, span) : ([arguments[wrong]], arguments[wrong].Span);
        var described = string.Join(" and ", blamed.Select(a => a.Value.Describe()));
        return elaborator.Fail(
            NameErrors.WrongOperands,
            place,
            $"`{operation}` has no meaning for {described}",
            wrong < 0 ? "bools go with bools, and numbers with numbers"
            : nodes[wrong].Type.Element == ElementType.Bool ? "choose a number with it: `if … then … else …`"
            : "compare it with something to get a bool: `… > 0`");
    }

    private Value WrongElementType(
        string operation, ElementType type, SourceSpan span, ImmutableArray<Operand> operands)
    {
        var help = type switch
        {
            ElementType.Bool => "convert the bools to numbers: `cast f32 …`",
            _ when type.IsInteger() => "convert the tensor to floats: `cast f32 …`",
            ElementType.F16 or ElementType.BF16 => $"{type.Name()} is for storage: compute in `cast f32 …`",
            _ => "compare it with something to get bools: `x > 0`",
        };
        return elaborator.Fail(new Diagnostic(
            ShapeErrors.ElementKind, span, $"`{operation}` is not defined for tensors of {type.Name()}", [], help)
        {
            Candidates = operands.Length == 1 ? [TypeRepairs.Cast(operands[0].Span, ElementType.F32)] : [],
        });
    }

    private static ElementType? TypeOf(ImmutableArray<Argument> arguments) =>
        arguments.Select(a => a.Value).OfType<NodeValue>().FirstOrDefault()?.Type.Element;

    private ImmutableArray<Operand>? Convert(string operation, ElementType type, ImmutableArray<Argument> arguments)
    {
        var operands = ImmutableArray.CreateBuilder<Operand>();
        foreach (var argument in arguments)
        {
            if (numbers.ToTensor(argument, type) is not { } node)
                return null;
            if (node.Type.Element != type)
            {
                var first = arguments.First(a => a.Value is NodeValue);
                elaborator.Fail(TypeRepairs.Different(
                    operation, new Operand(((NodeValue)first.Value).Node, first.Span), new Operand(node, argument.Span)));
                return null;
            }

            operands.Add(new Operand(node, argument.Span));
        }

        return operands.ToImmutable();
    }
}
