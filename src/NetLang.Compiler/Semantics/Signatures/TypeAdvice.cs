using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>What to write where a value is not of a type.</summary>
internal static class TypeAdvice
{
    /// <summary>For a value of another kind.</summary>
    public static string For(TypeSyntax type, Value found, Signature signature, TypeRole role) => (type, found) switch
    {
        _ when !role.IsResult && signature.Function is { Name: not null, Arity: > 1 } function =>
            $"a call is written `{function.Usage}`, in this order",
        (NamedTypeSyntax { Dimensions: not null }, IntValue or FloatValue) => "make a tensor of the number: `filled 0.5 [2; 3]`",
        (NamedTypeSyntax { Dimensions: not null }, ListValue) => "make a tensor of the list: `tensor [1.0; 2.0]`",
        (NamedTypeSyntax, TupleValue) => "take the part that is meant: `let (a, b) = …`",
        (NamedTypeSyntax { Element.Text: "int" }, FloatValue) => "write it without a point, or cut it: `int 3.7` is 3",
        (NamedTypeSyntax { Element.Text: "string" }, _) => "write a text in quotes: `\"mean\"`",
        (NamedTypeSyntax { Element.Text: "bool" }, _) => "compare with something to get a bool: `k > 0`",
        (NamedTypeSyntax { Element.Text: "int" or "float" }, NodeValue) =>
            "a tensor is known when the model runs only; for a tensor as argument write its type, `f32[..]`",
        (NamedTypeSyntax { Element.Text: "int" or "float" }, _) => "write a number, such as `3`",
        (TupleTypeSyntax tuple, _) => $"write {tuple.Items.Length} values in parentheses: `({string.Join(", ", tuple.Items.Select(_ => "…"))})`",
        (FunctionTypeSyntax, _) => "write a function: `relu`, or `fun x -> …`",
        _ => "apply a layer to an input to get a tensor: `dense 10 x`",
    };

    /// <summary>For a tensor of another shape.</summary>
    /// <param name="sizes">Which padding or size would do, where that is known.</param>
    /// <param name="isOwn">Whether the type is of what is elaborated itself, whose names are symbols.</param>
    public static string For(
        NamedTypeSyntax type, Node found, DimensionMismatch mismatch, Signature signature, TypeRole role, string? sizes, bool isOwn)
    {
        var surplus = found.Shape.Rank - mismatch.Expected.Count;
        var change = mismatch switch
        {
            _ when sizes is not null => sizes,
            { Axis: { } axis, Wanted: { } wanted } when axis > 0 && axis == found.Shape.Rank - 1 && found.Type.Element.IsFloat()
                && (wanted.IsConstant || wanted.AsSymbol is { } name && char.IsAsciiLetter(name[0])) =>
                $"`dense {wanted} …` gives a last dimension of {wanted}",
            _ when surplus > 0 && mismatch.Expected.Count == 2 => "`flatten …` makes one axis of all behind the first",
            _ when surplus > 0 => "take an axis away with an index, `x[_, 0, ..]`, or `mean { axis = 1 } …`",
            _ when surplus < 0 && found.Shape is [{ IsConstant: false }, ..] => "`expandDims 1 …` adds an axis behind the batch",
            _ when surplus < 0 => "`expandDims 0 …` adds an axis",
            _ => "`reshape`, `transpose` and an index such as `x[_, 0..3]` change a shape",
        };
        return role.IsResult && isOwn && AsFound(type, found, signature) is { } right
            ? $"state what comes out, `{right}`, or change it: {change}"
            : change;
    }

    /// <summary>The type as it should be for a tensor; null where a dimension of that has no name.</summary>
    public static string? AsFound(NamedTypeSyntax type, Node found, Signature signature)
    {
        var pattern = type.Dimensions ?? [];
        var rest = pattern.OfType<RestDimension>().FirstOrDefault();
        var run = rest is null ? null : signature.Run(rest.Name);
        var start = rest is null ? 0 : pattern.IndexOf(rest);
        var length = run?.Dims.Length ?? 0;
        var isKept = run is not null && found.Shape.Rank == pattern.Length - 1 + length
            && found.Shape.Dims.Slice(start, length).SequenceEqual(run.Value.Dims);
        var isOneToOne = rest is null && pattern.Length == found.Shape.Rank;
        var texts = found.Shape.Select((dim, axis) => isOneToOne && pattern[axis] is AnyDimension ? "_"
            : dim.Symbols.All(name => char.IsUpper(name[0]) || signature.Names.Find(name) is not null) ? dim.ToString()
            : null).ToList();
        if (isKept)
        {
            texts.RemoveRange(start, length);
            texts.Insert(start, rest!.Span.Text);
        }

        var element = type.Element.Text.StartsWith('\'') ? type.Element.Text : found.Type.Element.Name();
        return texts.Contains(null) ? null : $"{element}[{string.Join(", ", texts)}]";
    }
}
