using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Repairs;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Sizes;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Tensors;

/// <summary><c>a @ b</c>: vectors, matrices, and batches of matrices, as NumPy's <c>matmul</c>.</summary>
internal sealed class MatrixProduct(Elaborator elaborator)
{
    private GraphBuilder Builder => elaborator.Builder;

    public Value Apply(Argument left, Argument right, SourceSpan span)
    {
        if (left.Value is ErrorValue || right.Value is ErrorValue)
            return ErrorValue.Instance;
        foreach (var operand in new[] { left, right })
        {
            if (operand.Value is not NodeValue { Node.Shape.Rank: > 0 })
            {
                return elaborator.Fail(
                    NameErrors.WrongOperands,
                    operand.Span,
                    $"`@` is the product of matrices, and this is {operand.Value.Describe()}",
                    operand.Value is ListValue ? "lists are joined with `append`" : "numbers are multiplied with `*`");
            }
        }

        var a = ((NodeValue)left.Value).Node;
        var b = ((NodeValue)right.Value).Node;
        if (a.Type.Element != b.Type.Element)
        {
            return elaborator.Fail(TypeRepairs.Different("@", new Operand(a, left.Span), new Operand(b, right.Span)));
        }

        if (a.Type.Element is not (ElementType.F32 or ElementType.F64))
        {
            return elaborator.Fail(
                ShapeErrors.ElementKind,
                span,
                $"`@` is not defined for tensors of {a.Type.Element.Name()}",
                "convert the tensors to floats: `cast f32 …`");
        }

        var depth = b.Shape[b.Shape.Rank == 1 ? 0 : b.Shape.Rank - 2];
        return a.Shape[^1].Equals(depth) ? Multiply(left, right, a, b, span) : Mismatch(left, right, a, b, span);
    }

    private Value Multiply(Argument left, Argument right, Node a, Node b, SourceSpan span)
    {
        // A vector is a row on the left and a column on the right; that axis is dropped from the result.
        var row = a.Shape.Rank == 1;
        var column = b.Shape.Rank == 1;
        if (row)
            a = Builder.Reshape(a, Shape.Of(Dim.One, a.Shape[0]));
        if (column)
            b = Builder.Reshape(b, Shape.Of(b.Shape[0], Dim.One));

        Node product;
        if (b.Shape.Rank == 2)
        {
            product = Flattened(a, b);
        }
        else
        {
            if (Broadcasting.Common(Batch(a.Shape), Batch(b.Shape), out _) is not { } batch)
                return Mismatch(left, right, a, b, span);
            product = Builder.MatMul(
                Builder.BroadcastTrailing(a, new Shape(batch.Dims.AddRange(a.Shape.Dims[^2..]))),
                Builder.BroadcastTrailing(b, new Shape(batch.Dims.AddRange(b.Shape.Dims[^2..]))));
        }

        var dims = product.Shape.Dims;
        if (column)
            dims = dims.RemoveAt(dims.Length - 1);
        if (row)
            dims = dims.RemoveAt(dims.Length - (column ? 1 : 2));
        return new NodeValue(Builder.Reshape(product, new Shape(dims)));
    }

    /// <summary>The axes in front of the matrices.</summary>
    private static Shape Batch(Shape shape) => new(shape.Dims[..Math.Max(0, shape.Rank - 2)]);

    /// <summary>[.., m, k] · [k, n] as one product of matrices, [(.. · m), k] · [k, n].</summary>
    private Node Flattened(Node a, Node b)
    {
        if (a.Shape.Rank == 2)
            return Builder.MatMul(a, b);
        var leading = new Shape(a.Shape.Dims[..^1]);
        var product = Builder.MatMul(Builder.Reshape(a, Shape.Of(leading.Size, a.Shape[^1])), b);
        return Builder.Reshape(product, new Shape(leading.Dims.Add(b.Shape[^1])));
    }

    private Value Mismatch(Argument left, Argument right, Node a, Node b, SourceSpan span)
    {
        var depth = b.Shape.Rank == 1 ? 0 : b.Shape.Rank - 2;
        var (x, y) = (a.Shape[^1], b.Shape[depth]);
        if (elaborator.Unknowns.MayBeEqual(x, y) && elaborator.Unknowns.MayBroadcast(Batch(a.Shape), Batch(b.Shape)))
            return ErrorValue.Instance;
        var fits = x.Equals(y);
        var what = fits
            ? "the leading dimensions of the operands do not broadcast"
            : $"the last dimension on the left is {x}, and the {(b.Shape.Rank == 1 ? "only" : "last but one")} "
                + $"dimension on the right is {y}";
        var rows = ShapeAlignment.FromStart(
            ShapeRow.Of("left", a.Type, fits ? [] : [a.Shape.Rank - 1]), ShapeRow.Of("right", b.Type, fits ? [] : [depth]));
        var (first, second) = (new Operand(a, left.Span), new Operand(b, right.Span));
        return elaborator.Fail(new Diagnostic(
            ShapeErrors.MatrixProduct,
            span,
            $"these cannot be multiplied: {what}{rows}",
            [
                new DiagnosticLabel(left.Span, a.Type.ToString()),
                new DiagnosticLabel(right.Span, b.Type.ToString()),
                .. fits ? [] : elaborator.Origins.Labels(first, a.Shape.Rank - 1, elaborator.Calls),
                .. fits ? [] : elaborator.Origins.Labels(second, depth, elaborator.Calls),
            ],
            "in `a @ b` the columns of `a` must be as many as the rows of `b`"
            + ((SizeAdvice.For(elaborator.Sizes, a, a.Shape.Rank - 1, y) ?? SizeAdvice.For(elaborator.Sizes, b, depth, x)) is { } change
                ? $"; {change}"
                : ""))
        {
            Candidates = fits ? [] : [.. ShapeRepairs.OfProduct(first, second)],
        });
    }
}
