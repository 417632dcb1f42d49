using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Lowering;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels.Scheduling;

/// <summary>
/// The nodes of a scan's body: carries lie where the last ones are wanted; what is scanned and what is stacked is the part
/// of the whole that belongs to the step.
/// </summary>
/// <param name="inputs">Where the inputs of the scan lie.</param>
/// <param name="carries">Where its carries lie.</param>
/// <param name="stacked">Where each of its outputs lies as a whole.</param>
internal sealed class LoopStorage(
    Scan scan,
    ImmutableArray<Location> inputs,
    ImmutableArray<Location> carries,
    IReadOnlyDictionary<int, Location> stacked,
    BufferTable buffers,
    ResultTable results,
    IEnumerable<TensorResult> delayed) : Storage(buffers, results, delayed)
{
    public override Location Target(TensorResult result) => result.Result.Kind == ResultKind.Update
        ? carries[result.Index]
        : OfStep(stacked[result.Index], result.Node);

    protected override Location? Leaf(Node node)
    {
        if (node.Op is not NamedLeafOp)
            return null;
        var name = node.Attributes.Text("name");
        var input = Enumerable.Range(0, inputs.Length).First(i => scan.NameOf(i) == name);
        return input < scan.Carries ? carries[input]
            : input < scan.Carries + scan.Scanned ? OfStep(inputs[input], node)
            : inputs[input];
    }

    private Location OfStep(Location whole, Node part) =>
        whole with { Offset = whole.Offset + (Dim.Symbol(scan.Index) * part.Shape.Size) };
}
