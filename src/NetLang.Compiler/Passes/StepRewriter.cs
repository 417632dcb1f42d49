using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Cuts the outputs of a sequence to some steps, and computes of everything else no more than that needs. Scans go on from their
/// states; what an op reads of all steps so far (<see cref="Op.Continue"/>) is kept: before <c>attention(%q, %k, %v)</c>, with all
/// steps; after, with new ones, <c>attention(%q, slice(update(%cache, %k)), …)</c>, and <c>update(%cache, %k)</c> stays for the next.
/// </summary>
/// <param name="all">The length of the sequence.</param>
/// <param name="steps">The new steps.</param>
/// <param name="states">Inputs of the graph.</param>
internal sealed class StepRewriter(Dim all, AxisRange steps, ImmutableArray<CarriedState> states) : BoxRewriter
{
    /// <summary>For how many steps caches have room.</summary>
    public const string Room = "steps:room";

    private readonly Dictionary<Node, ImmutableArray<(int Input, int Axis)>> kept = [];
    private readonly Dictionary<(Node, int), Node> soFar = [];
    private readonly List<CachedSteps> caches = [];
    private readonly List<GraphResult> updates = [];

    /// <summary>What takes more than the new steps of its inputs to compute these of its result; null where nothing does.</summary>
    public Node? Obstacle { get; private set; }

    /// <summary>The steps that are known then.</summary>
    private Dim End => steps.Start + steps.Length;

    public Graph Continue(Graph sequence)
    {
        var cut = Narrow(sequence, result => New(result.Value.Shape));
        return new(cut.Name, [.. cut.Results, .. updates])
        {
            Requirements = caches.Count == 0
                ? cut.Requirements
                : [.. cut.Requirements, new(Dim.Symbol(Room) - End, Relation.NotNegative, "there is room for the steps so far alone")],
            States = cut.States,
            Caches = [.. caches],
        };
    }

    protected override Narrowed? Narrow(Node node, Box box)
    {
        if (node.Op is MultiResultOp scan && scan.Steps(node).Equals(all) && node.Inputs.Take(scan.States(node)).All(IsState))
            return scan.NarrowToSteps(node, box, steps);
        if (node.Op is LeafOp { Kind: LeafKind.Input } && box.Equals(New(node.Shape)))
            return new(node.Attributes.With("shape", new ShapeAttribute(box.Shape)), []);
        if (node.Op.Continue(node, box, steps) is not { } continued)
            return base.Narrow(node, box);
        kept[node] = continued.Kept;
        return new(continued.Attributes, continued.Inputs);
    }

    protected override Node Apply(Node node, Node[] cut, Attributes attributes)
    {
        foreach (var (input, axis) in kept.GetValueOrDefault(node, []))
            cut[input] = SoFar(cut[input], axis);
        return base.Apply(node, cut, attributes);
    }

    protected override void Visit(Node node, Box asked, ImmutableArray<Box> inputs)
    {
        if (Obstacle is null && !HasAll(asked) && inputs.Any(HasAll))
            Obstacle = node;
    }

    // A scan gives whole steps, and so does what is kept for later ones.
    protected override Box Computed(Node node, Box read)
    {
        if (node.Op is not MultiResultOp scan || !scan.Steps(node).Equals(all))
        {
            Box ofNew = new([.. read.Axes.Select(range => IsNew(range) ? steps : range)]);
            return node.Op.Continue(node, ofNew, steps) is null ? read : ofNew;
        }

        var whole = Box.Whole(node.Shape);
        if (MultiResultOp.ResultOf(node) < scan.States(node))
            return whole;
        return new(whole.Axes.SetItem(0, IsNew(read.Axes[0]) ? steps : read.Axes[0]));
    }

    protected override Box Hull(Box a, Box b, Shape whole) => new(
        [.. whole.Select((length, axis) => IsNew(a.Axes[axis]) && IsNew(b.Axes[axis]) && !a.Axes[axis].Equals(b.Axes[axis])
            ? steps
            : a.Axes[axis].Hull(b.Axes[axis], length))]);

    /// <summary>Whether it depends on how many steps there are in all, later ones, too.</summary>
    private bool HasAll(Box box) => box.Shape.Any(d => all.Symbols.All(d.Symbols.Contains));

    /// <summary>Whether a range is that of the new steps, or the last of them.</summary>
    private bool IsNew(AxisRange range) => range.Equals(steps) || range.Equals(new(End - 1, 1, 1));

    private Box New(Shape shape) => new([.. shape.Select(d => d.Equals(all) ? steps : AxisRange.Whole(d))]);

    // What a state begins with else is known at the first step alone.
    private bool IsState(Node node) => node.Op is LeafOp { Kind: LeafKind.Input } && states.Any(s => s.Name == node.Attributes.Text("name"));

    /// <summary>Steps from the first on, of which only new ones have been computed.</summary>
    private Node SoFar(Node added, int axis)
    {
        if (soFar.TryGetValue((added, axis), out var known))
            return known;
        // With a colon, which no name in a program has.
        var type = added.Type with { Shape = With(added.Shape, axis, Dim.Symbol(Room)) };
        var cache = new CachedSteps($"cache:{caches.Count + 1}", type, axis);
        var start = new Shape([.. added.Shape.Select((_, a) => a == axis ? steps.Start : Dim.Zero)]);
        var updated = Builder.Update(Builder.Input(cache.Name, cache.Type), added, start);
        caches.Add(cache);
        updates.Add(new(ResultKind.Update, cache.Name, updated));
        known = Builder.Slice(updated, start.Map(_ => Dim.Zero), With(added.Shape, axis, End));
        soFar.Add((added, axis), known);
        return known;
    }

    private static Shape With(Shape shape, int axis, Dim length) => new(shape.Dims.SetItem(axis, length));
}
