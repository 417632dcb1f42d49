using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Repairs;

/// <summary>Conversions between element types, which may be meant where types do not fit.</summary>
internal static class TypeRepairs
{
    public static Repair Cast(SourceSpan value, ElementType type) =>
        new($"did you mean to convert it to {type.Name()}?", Edits.Apply(value, $"cast {type.Name()}"));

    /// <summary>Two operands whose element types differ.</summary>
    public static Diagnostic Different(string operation, Operand left, Operand right)
    {
        var (a, b) = (left.Node.Type.Element, right.Node.Type.Element);
        return new Diagnostic(
            ShapeErrors.ElementTypes,
            right.Span,
            $"`{operation}` has operands of {a.Name()} and {b.Name()}, and tensors do not convert by themselves",
            [new(left.Span, left.Node.Type.ToString())],
            $"convert one of them: `cast {a.Name()} …`")
        {
            // Floats hold more than integers.
            Candidates = b.IsFloat() && !a.IsFloat()
                ? [Cast(left.Span, b), Cast(right.Span, a)]
                : [Cast(right.Span, a), Cast(left.Span, b)],
        };
    }
}
