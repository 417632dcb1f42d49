using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>Looks through views for a constant that is the same everywhere.</summary>
public static class Constants
{
    /// <summary>The value of all elements where that is known, else null.</summary>
    public static double? Value(Node node)
    {
        while (node.Op is ViewOp or ReshapingOp)
            node = node.Inputs[0];
        return node.Op is LeafOp { Kind: LeafKind.Constant } && node.Attributes.Has("value")
            ? node.Attributes.Float("value")
            : null;
    }

    public static bool Is(Node node, double value) => Value(node) is { } known && known.Equals(value);
}
