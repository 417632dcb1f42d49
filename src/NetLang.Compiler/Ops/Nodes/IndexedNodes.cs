using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>Nodes whose elements an index names.</summary>
public static class IndexedNodes
{
    /// <summary>
    /// [batch.., before.., n, behind..] by [batch.., places..] → [batch.., before.., places.., behind..]; 0 where the index
    /// lies outside of 0 … n - 1.
    /// </summary>
    /// <param name="axis">Of the n.</param>
    /// <param name="batch">How many leading axes the index shares.</param>
    public static Node Gather(this GraphBuilder b, Node x, Node index, int axis, int batch = 0) =>
        b.Apply(GatherOp.Instance, [x, index], IndexedAttributes(axis, batch));

    /// <summary>
    /// [batch.., before.., places.., behind..] by [batch.., places..] → [batch.., before.., size, behind..]: each element is
    /// added where the index sends it, and to nothing where that lies outside of 0 … size - 1.
    /// </summary>
    public static Node ScatterAdd(this GraphBuilder b, Node x, Node index, Dim size, int axis, int batch = 0) => b.Apply(
        ScatterAddOp.Instance, [x, index], IndexedAttributes(axis, batch).With("size", new ShapeAttribute(Shape.Of(size))));

    private static Attributes IndexedAttributes(int axis, int batch) =>
        new(("axis", new IntAttribute(axis)), ("batch", new IntAttribute(batch)));
}
