using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>Finds the input that indices come from, so that whoever feeds it can be told which of its values are wrong.</summary>
public static class IndexSource
{
    /// <summary>The input whose values these are, moved or converted at most; null where they are computed.</summary>
    public static Node? Of(Node index)
    {
        while (index.Op is ViewOp or ReshapingOp || (index.Op == Conversion.Cast && index.Inputs[0].Type.Element.IsInteger()))
            index = index.Inputs[0];
        return index.Op is LeafOp { Kind: LeafKind.Input } ? index : null;
    }
}
