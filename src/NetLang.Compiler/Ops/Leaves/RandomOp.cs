using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Random numbers of <c>distribution</c> <c>uniform</c> (in [0, 1)) or <c>normal</c> (0, 1), functions of the seed, the
/// step, the <c>key</c> and the element's row-major index alone.
/// </summary>
public sealed class RandomOp : LeafOp
{
    private RandomOp()
        : base("random", LeafKind.Random)
    {
    }

    public static RandomOp Instance { get; } = new();

    protected override TensorType Infer(Attributes attributes)
    {
        var type = attributes.DeclaredType();
        Require.That(this, attributes.Text("distribution") is "uniform" or "normal", "unknown distribution");
        Require.That(this, type.Element is ElementType.F32 or ElementType.F64, $"no random numbers as {type}");
        _ = attributes.Int("key");
        return type;
    }

    protected override TensorValue Evaluate(Node node, EvaluationContext context)
    {
        var key = unchecked((ulong)node.Attributes.Int("key"));
        throw new NotSupportedException($"random {key}");
    }
}
