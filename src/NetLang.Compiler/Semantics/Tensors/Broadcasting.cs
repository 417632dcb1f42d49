using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
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
                Report(operation, span, from, operand, fromEnd);
                return null;
            }

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

    private void Report(string operation, SourceSpan span, Operand left, Operand right, int fromEnd)
    {
        var x = left.Node.Shape[left.Node.Shape.Rank - fromEnd];
        var y = right.Node.Shape[right.Node.Shape.Rank - fromEnd];
        var rows = ShapeAlignment.FromEnd(("left", left.Node.Type), ("right", right.Node.Type), fromEnd);
        var help = x.IsConstant && y.IsConstant
            ? "dimensions fit where they are equal or one is 1; `reshape`, `expandDims` and `transpose` move axes"
            : $"{x} and {y} cannot be proven equal; give the dimensions one name, or one number";
        elaborator.Fail(
            ShapeErrors.Broadcast,
            span,
            $"{operation} has operands whose shapes do not fit: {x} meets {y}{rows}",
            help,
            new DiagnosticLabel(left.Span, left.Node.Type.ToString()),
            new DiagnosticLabel(right.Span, right.Node.Type.ToString()));
    }
}
