using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Repairs;
using NetLang.Compiler.Semantics.Sizes;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>Checks values against types as written, and binds the names in them.</summary>
internal sealed class TypeChecker(Elaborator elaborator)
{
    private readonly DimensionMatcher dimensions = new(elaborator);
    private readonly ResultPromises promises = new(elaborator);

    /// <summary>
    /// The value, as the type has it (a number becomes a tensor), or an error that has been reported.
    /// </summary>
    public Value Check(TypeSyntax type, Argument argument, Signature signature, TypeRole role)
    {
        if (argument.Value is ErrorValue)
        {
            dimensions.BindToErrors((type as NamedTypeSyntax)?.Dimensions ?? [], signature);
            return argument.Value;
        }

        return type switch
        {
            NamedTypeSyntax named => CheckNamed(named, argument, signature, role),
            TupleTypeSyntax tuple => CheckTuple(tuple, argument, signature, role),
            _ when argument.Value is CallableValue => argument.Value,
            _ => Mismatch(type, argument, signature, role, "a function"),
        };
    }

    /// <summary>A type in which everything is known, as of a param; null after reporting.</summary>
    public TensorType? Resolve(TypeSyntax type, Signature signature)
    {
        if (type is not NamedTypeSyntax named || ElementNames.IsStatic(named))
        {
            elaborator.Fail(
                ShapeErrors.UnknownType,
                type.Span,
                $"`{type.Span.Text}` is not the type of a tensor",
                "write an element type with dimensions, such as `f32[4]`");
            return null;
        }

        var element = Element(named, null, signature);
        var dims = dimensions.Resolve(named.Dimensions ?? [], signature);
        return element is { } e && dims is { } d ? new TensorType(e, new Shape(d)) : null;
    }

    /// <summary>Notes where the dimensions of a tensor were written: in its type.</summary>
    public void NoteOrigins(Node tensor, TypeSyntax type, Signature signature) => elaborator.Origins.Note(
        tensor, dimensions.OriginsOf((type as NamedTypeSyntax)?.Dimensions ?? [], signature));

    private Value CheckNamed(NamedTypeSyntax type, Argument argument, Signature signature, TypeRole role)
    {
        if (type.Dimensions is null && ElementNames.Accepts(type.Element.Text, argument.Value) is { } converted)
            return converted;
        if (ElementNames.IsStatic(type))
            return Mismatch(type, argument, signature, role, $"a value of type `{type.Element.Text}` that is known at compile time");

        if (argument.Value is IntValue or FloatValue or BoolValue or DimValue or ScalarValue)
            return CheckNumber(type, argument, signature, role);
        if (argument.Value is not NodeValue tensor)
            return Mismatch(type, argument, signature, role, $"a tensor `{type.Span.Text}`");
        if (Element(type, argument, signature) is not { } element)
            return ErrorValue.Instance;
        if (tensor.Type.Element != element)
            return WrongElement(type, argument, tensor.Type, element, signature, role);

        var found = new Operand(tensor.Node, argument.Span);
        if (dimensions.Match(type.Dimensions ?? [], tensor.Node.Shape, argument.Span, signature, tensor.Node) is { } mismatch)
            return Report(type, found, mismatch, signature, role);
        if (role.IsPromise)
            promises.Check(type, found, dimensions.Stated(type.Dimensions ?? [], signature), signature, role);
        return tensor;
    }

    private Value CheckNumber(NamedTypeSyntax type, Argument argument, Signature signature, TypeRole role)
    {
        if (Element(type, null, signature) is not { } element)
            return ErrorValue.Instance;
        var mismatch = dimensions.Match(type.Dimensions ?? [], Shape.Scalar, argument.Span, signature);
        if (mismatch is not null)
            return Mismatch(type, argument, signature, role, $"a tensor `{type.Span.Text}`");
        return elaborator.Operators.Numbers.ToTensor(argument, element) is { } node
            ? new NodeValue(node)
            : ErrorValue.Instance;
    }

    private Value CheckTuple(TupleTypeSyntax type, Argument argument, Signature signature, TypeRole role)
    {
        if (argument.Value is not TupleValue tuple || tuple.Items.Length != type.Items.Length)
            return Mismatch(type, argument, signature, role, $"a tuple of {type.Items.Length}");
        var items = type.Items.Zip(tuple.Items, (t, v) =>
            Check(t, argument with { Value = v }, signature, role with { Text = $"an item of {role.Text}" }));
        return new TupleValue([.. items]) { Origin = tuple.Origin };
    }

    /// <summary>Whether backends compute with a type; reports where not.</summary>
    public bool IsComputable(Runtime.ElementType type, SourceSpan span)
    {
        if (type is not (Runtime.ElementType.F16 or Runtime.ElementType.BF16))
            return true;
        elaborator.Fail(
            ShapeErrors.StorageType,
            span,
            $"tensors of {Runtime.ElementTypes.Name(type)} are not computed with",
            "use f32: what a file holds as 16-bit floats is converted when it is read");
        return false;
    }

    /// <summary>The element type that a type means; <c>'t</c> is bound by the argument.</summary>
    private Runtime.ElementType? Element(NamedTypeSyntax type, Argument? argument, Signature signature)
    {
        var name = type.Element.Text;
        if (!name.StartsWith('\''))
        {
            if (ElementNames.Find(name) is { } known)
            {
                signature.Mention(known);
                return IsComputable(known, type.Element.Span) ? known : null;
            }

            elaborator.Fail(
                ShapeErrors.UnknownType,
                type.Element.Span,
                type.Dimensions is not null && ElementNames.All.Contains(name)
                    ? $"`{name}` is the type of one value, without dimensions"
                    : $"there is no type `{name}`",
                (ElementNames.Meant(name) is { } meant ? $"write `{meant}`" : Suggestion.DidYouMean(name, ElementNames.All))
                    ?? "the element types are f32, f64, f16, bf16, i32, i64, u8 and bool");
            return null;
        }

        if (signature.Element(name) is { } bound)
            return bound.Type;
        if (argument is not { Value: NodeValue tensor } from)
            return elaborator.ElementType ?? Runtime.ElementType.F32;
        if (!Runtime.ElementTypes.IsFloat(tensor.Type.Element))
            return elaborator.ElementType ?? Runtime.ElementType.F32; // reported as a wrong element type
        signature.BindElement(name, tensor.Type.Element, from.Span);
        return tensor.Type.Element;
    }

    private Value WrongElement(
        NamedTypeSyntax type,
        Argument argument,
        TensorType found,
        Runtime.ElementType element,
        Signature signature,
        TypeRole role)
    {
        var name = Runtime.ElementTypes.Name(element);
        var wanted = type.Element.Text.StartsWith('\'') && signature.Element(type.Element.Text) is null
            ? $"a float tensor (`{type.Element.Text}` stands for any float type)"
            : $"a tensor of {name}";
        var labels = signature.Element(type.Element.Text) is { Origin: { } origin } && origin != argument.Span
            ? new DiagnosticLabel[] { new(origin, $"`{type.Element.Text}` = {name} came from here") }
            : [];
        var isWritten = elaborator.Calls.Innermost != argument.Span; // training gives losses and metrics their arguments
        return elaborator.Fail(new Diagnostic(
            role.IsResult ? ShapeErrors.ResultType : ShapeErrors.ArgumentType,
            argument.Span,
            $"{role.Text} should be {wanted}, but it is {found}",
            [.. labels],
            isWritten
                ? $"convert it: `cast {name} …`"
                : $"what training gives it follows from the model and its loss: take a function of {found}")
        {
            Candidates = isWritten ? [TypeRepairs.Cast(argument.Span, element)] : [],
        });
    }

    private Value Report(NamedTypeSyntax type, Operand found, DimensionMismatch mismatch, Signature signature, TypeRole role)
    {
        var name = Runtime.ElementTypes.Name(found.Node.Type.Element);
        int[] marked = mismatch.Axis is { } axis ? [axis] : Surplus(mismatch.Expected, found.Node.Shape);
        var rows = ShapeAlignment.FromStart(
            new ShapeRow(
                role.IsResult ? "stated" : "expected",
                type.Element.Text.StartsWith('\'') ? type.Element.Text : name,
                mismatch.Expected),
            ShapeRow.Of("found", found.Node.Type, marked));
        var sizes = mismatch is { Axis: { } unlike, Wanted: { } length }
            ? SizeAdvice.For(elaborator.Sizes, found.Node, unlike, length)
            : null;
        var origins = mismatch.Axis is { } at ? elaborator.Origins.Labels(found, at, elaborator.Calls).ToList() : [];
        // Nothing is written below the place of the error itself.
        var here = origins.FirstOrDefault(origin => origin.Span == elaborator.Calls.UserPlace(found.Span))?.Text;
        return elaborator.Fail(new Diagnostic(
            role.IsResult ? ShapeErrors.ResultType : ShapeErrors.ArgumentType,
            found.Span,
            $"{role.Text} does not fit `{type.Span.Text}`: {mismatch.Reason}{(here is null ? "" : $", for {here}")}{rows}",
            [
                .. mismatch.Labels,
                .. origins,
                Stated(type, role),
            ],
            mismatch.Help ?? TypeAdvice.For(type, found.Node, mismatch, signature, role, sizes, isOwn: elaborator.Calls.Innermost is null))
        {
            Candidates =
            [
                .. mismatch.Wanted is { } wanted
                    ? ShapeRepairs.Number(
                        elaborator.Origins.Find(found.Node, marked[0]), found.Node.Shape[marked[0]], wanted)
                    : [],
                .. ShapeRepairs.OfType(found, mismatch.Expected, role.Body),
            ],
        });
    }

    /// <summary>The axes of a tensor between those that agree with a signature of fewer axes, from both ends.</summary>
    private static int[] Surplus(IReadOnlyList<string> expected, Shape found)
    {
        var surplus = found.Rank - expected.Count;
        if (surplus <= 0)
            return [];
        var start = expected.Zip(found).TakeWhile(d => d.First == d.Second.ToString()).Count();
        return [.. Enumerable.Range(start, surplus)];
    }

    private static DiagnosticLabel Stated(TypeSyntax type, TypeRole role) =>
        new(type.Span, role.IsResult ? "the result is stated here" : "the type is stated here");

    private Value Mismatch(TypeSyntax type, Argument argument, Signature signature, TypeRole role, string expected)
    {
        if (elaborator.Unknowns.StandsForNumber(argument.Value))
            return ErrorValue.Instance;
        var label = Stated(type, role);
        if (argument.Value is PartialValue partial)
        {
            return elaborator.Fail(
                NameErrors.WrongArity,
                argument.Span,
                $"{role.Text} should be {expected}, but it is {argument.Value.Describe()}",
                partial.Completion(),
                label);
        }

        return elaborator.Fail(
            role.IsResult ? ShapeErrors.ResultType : ShapeErrors.ArgumentType,
            argument.Span,
            $"{role.Text} should be {expected}, but it is {argument.Value.Describe()}",
            argument.Value is PrimaryFunction { DefinitionName: { } name, Arity: var arity }
                ? $"give it its argument{(arity == 1 ? "" : "s")}: `{name} …`"
                : TypeAdvice.For(type, argument.Value, signature, role),
            label);
    }
}
