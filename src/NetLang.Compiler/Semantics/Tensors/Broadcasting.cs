using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Repairs;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Sizes;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Tensors;

/// <summary>A tensor operand with its place.</summary>
internal readonly record struct Operand(Node Node, SourceSpan Span);

/// <summary>NumPy's rule: shapes are aligned at their ends, and dimensions are equal or 1.</summary>
internal sealed class Broadcasting(Elaborator elaborator)
{
    /// <summary>The operands in one shape; null after reporting that there is none.</summary>
    public ImmutableArray<Node>? Align(string operation, SourceSpan span, ImmutableArray<Operand> operands)
    {
        var shape = operands[0].Node.Shape;
        var from = operands[0];
        foreach (var operand in operands.Skip(1))
        {
            if (Common(shape, operand.Node.Shape, out var fromEnd) is not { } common)
            {
                var dim = shape[^fromEnd];
                from = operands.First(o => o.Node.Shape.Rank >= fromEnd && o.Node.Shape[^fromEnd].Equals(dim));
                Report(operation, span, from, operand, fromEnd);
                return null;
            }

            if (IsSuspicious(from, operand) || IsSuspicious(operand, from))
                Warn(operation, span, from, operand, common);
            if (!common.Equals(shape))
                from = operand;
            shape = common;
        }

        return [.. operands.Select(o => elaborator.Builder.BroadcastTrailing(o.Node, shape))];
    }

    /// <summary>The shape that both fit; else null and the axis that does not, counted from the end.</summary>
    public static Shape? Common(Shape a, Shape b, out int fromEnd)
    {
        var dims = new List<Dim>();
        for (fromEnd = 1; fromEnd <= Math.Max(a.Rank, b.Rank); fromEnd++)
        {
            var x = fromEnd <= a.Rank ? a[a.Rank - fromEnd] : Dim.One;
            var y = fromEnd <= b.Rank ? b[b.Rank - fromEnd] : Dim.One;
            if (!x.Equals(y) && !x.IsOne && !y.IsOne)
                return null;
            dims.Insert(0, x.IsOne ? y : x);
        }

        return new Shape([.. dims]);
    }

    /// <summary>
    /// Whether a vector [n] meets a column [n, 1], so that all pairs come out of them, or several do, [b, n] and [b, n, 1].
    /// A view is a column that was written as one.
    /// </summary>
    private static bool IsSuspicious(Operand vector, Operand column) =>
        vector.Node.Shape is [.., { IsOne: false }] && column.Node.Shape is [.., { IsOne: true }]
        && vector.Node.Shape.SequenceEqual(column.Node.Shape.Take(column.Node.Shape.Rank - 1))
        && column.Node.Op is not (ViewOp or ReshapingOp);

    private void Warn(string operation, SourceSpan span, Operand left, Operand right, Shape result)
    {
        var axis = Math.Min(left.Node.Shape.Rank, right.Node.Shape.Rank);
        elaborator.Fail(
            LintWarnings.SuspiciousBroadcast,
            span,
            $"{operation} makes {result} of {left.Node.Shape} and {right.Node.Shape}: each number of the one meets each of "
            + "the other",
            $"for pairs in order bring both to one shape: `expandDims {axis} …` or `squeeze {axis} …`",
            new DiagnosticLabel(left.Span, left.Node.Type.ToString()),
            new DiagnosticLabel(right.Span, right.Node.Type.ToString()));
    }

    private void Report(string operation, SourceSpan span, Operand left, Operand right, int fromEnd)
    {
        if (elaborator.Unknowns.MayBroadcast(left.Node.Shape, right.Node.Shape))
            return;
        var (a, b) = (left.Node.Shape, right.Node.Shape);
        var (x, y) = (a[^fromEnd], b[^fromEnd]);
        var rows = ShapeAlignment.FromEnd(
            ShapeRow.Of("left", left.Node.Type), ShapeRow.Of("right", right.Node.Type, b.Rank - fromEnd));
        var change = SizeAdvice.ToFit(elaborator.Sizes, (left.Node, a.Rank - fromEnd), (right.Node, b.Rank - fromEnd));
        var help = (change, x.IsConstant && y.IsConstant) switch
        {
            (not null, _) => $"dimensions fit where they are equal or one is 1; {change}",
            (_, true) => "dimensions fit where they are equal or one is 1; `reshape`, `expandDims` and `transpose` move axes",
            _ => $"{x} and {y} cannot be proven equal; give the dimensions one name, or one number",
        };
        elaborator.Fail(new Diagnostic(
            ShapeErrors.Broadcast,
            span,
            $"{operation} has operands whose shapes do not fit: {x} meets {y}{rows}",
            [
                new DiagnosticLabel(left.Span, left.Node.Type.ToString()),
                new DiagnosticLabel(right.Span, right.Node.Type.ToString()),
                .. elaborator.Origins.Labels(left, a.Rank - fromEnd, elaborator.Calls),
                .. elaborator.Origins.Labels(right, b.Rank - fromEnd, elaborator.Calls),
            ],
            help)
        {
            Candidates =
            [
                .. ShapeRepairs.ToFit(left, shape => FitsWithin(shape, b)),
                .. ShapeRepairs.ToFit(right, shape => FitsWithin(shape, a)),
            ],
        });
    }

    /// <summary>Whether one of two shapes is that of both together: other pairs are rarely meant.</summary>
    private static bool FitsWithin(Shape a, Shape b) =>
        Common(a, b, out _) is { } common && (common.Equals(a) || common.Equals(b));
}
