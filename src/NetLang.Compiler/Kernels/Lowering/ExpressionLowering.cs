using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>
/// Turns nodes into expressions over a domain, from users back to inputs: members of the kernel once each, at one place;
/// views as places; all else as loads. Null is the answer where a member cannot be part of a kernel over this domain.
/// </summary>
/// <param name="members">The nodes that this kernel computes.</param>
/// <param name="locate">Where a node lies that is in memory.</param>
internal sealed class ExpressionLowering(
    NodeRoles roles,
    HostScalarTable hosts,
    IReadOnlySet<Node> members,
    KernelDomain domain,
    Func<Node, Location> locate)
{
    private readonly Dictionary<Node, (Place Place, ScalarExpression Expression)> computed = [];
    private readonly Dictionary<(Node Node, Place Place), ScalarExpression> inlined = [];
    private readonly Dictionary<(Node Node, IndexMap Map), LoadExpression> loads = [];
    private readonly List<KernelReduction> reductions = [];
    private readonly List<DraftLoad> draftLoads = [];

    public KernelRoot? Root { get; private set; }

    public ImmutableArray<KernelReduction> Reductions => [.. reductions];

    public ImmutableArray<DraftLoad> Loads => [.. draftLoads];

    /// <summary>Where a member has been computed; null where nothing has asked for it yet.</summary>
    public (Place Place, ScalarExpression Expression)? Computed(Node member) =>
        computed.TryGetValue(member, out var found) ? found : null;

    /// <summary>As above, of a member's transpositions and reshapes too; null where they would need a division.</summary>
    public (Place Place, ScalarExpression Expression)? ComputedThrough(Node view)
    {
        if (Computed(view) is { } known)
            return known;
        if (view.Op is not (TransposeOp or ReshapingOp) || ComputedThrough(view.Inputs[0]) is not var (place, expression))
            return null;
        var shown = Permutation.Of(view) is { } order
            ? place.Over([.. order.Axes.Select(axis => place.Axes[(int)axis])])
            : place.Reshaped(view.Inputs[0].Shape, view.Shape);
        return shown is null ? null : (shown, expression);
    }

    public ScalarExpression? Lower(Node node, Place place)
    {
        if (members.Contains(node))
            return LowerMember(node, place);
        if (roles[node] == NodeRole.Host)
            return Inlined(node, place, () => hosts.Expression(node));
        if (InMemory(node) is { } origin)
            return Load(origin, place.Linear(node.Shape));
        return Inlined(node, place, () => LowerDefinition(node, place));
    }

    /// <summary>The node whose buffer holds the elements of this one in the same order; null where there is none.</summary>
    private Node? InMemory(Node node)
    {
        var origin = roles.Base(node);
        return roles[origin] == NodeRole.Stored || (roles[origin] == NodeRole.Computed && !members.Contains(origin))
            ? origin
            : null;
    }

    private ScalarExpression? LowerMember(Node node, Place place)
    {
        if (computed.TryGetValue(node, out var known))
            return known.Place.Equals(place) ? known.Expression : null;
        if (domain.CoverageOf(place) == Coverage.Repeated || LowerDefinition(node, place) is not { } expression)
            return null;
        computed.Add(node, (place, expression));
        return expression;
    }

    private ScalarExpression? Inlined(Node node, Place place, Func<ScalarExpression?> lower)
    {
        if (!inlined.TryGetValue((node, place), out var expression) && lower() is { } lowered)
            inlined.Add((node, place), expression = lowered);
        return expression;
    }

    private ScalarExpression? LowerDefinition(Node node, Place place) => node.Op switch
    {
        _ when roles[node] == NodeRole.Host || node.Op is LeafOp { Kind: LeafKind.Dimension } => hosts.Expression(node),
        LeafOp leaf => LowerLeaf(node, leaf.Kind, place),
        ViewOp view => Lower(node.Inputs[0], place.Through(view.Map(node), node.Inputs[0].Shape)),
        ReshapingOp => domain.Reshaped(place, node.Shape, node.Inputs[0].Shape) is { } reshaped
            ? Lower(node.Inputs[0], reshaped)
            : null,
        ElementwiseOp => LowerElementwise(node, place),
        ReductionOp reduction => LowerReduction(node, reduction, place),
        IndexedOp { Accumulates: false } => LowerIndexed(node, place),
        StructuredOp structured => LowerRoot(node, structured, place),
        _ => null,
    };

    private ScalarExpression LowerLeaf(Node node, LeafKind kind, Place place)
    {
        var (element, attributes) = (node.Type.Element, node.Attributes);
        return kind switch
        {
            LeafKind.Constant when attributes.Has("value") => new ConstantExpression(element, attributes.Float("value")),
            LeafKind.Constant => new TableExpression(element, attributes.Floats("values"), place.Linear(node.Shape)),
            LeafKind.Iota => new IndexExpression(element, place.Axes[(int)attributes.Int("axis")]),
            LeafKind.Random => new RandomExpression(
                element,
                unchecked((ulong)attributes.Int("key")),
                attributes.Text("distribution") == "normal",
                place.Linear(node.Shape) + IndexMap.Fixed(RandomOp.PlaceOf(node) * node.Shape.Size, place.DomainRank)),
            _ => Load(node, place.Linear(node.Shape)),
        };
    }

    private ScalarExpression? LowerElementwise(Node node, Place place)
    {
        var arguments = ImmutableArray.CreateBuilder<ScalarExpression>(node.Inputs.Length);
        foreach (var input in node.Inputs)
        {
            if (Lower(input, place) is not { } argument)
                return null;
            arguments.Add(argument);
        }

        // The only op from f64 to another float is the conversion: the host's scalar is rounded once, not at each point.
        var element = node.Type.Element;
        if (arguments is [HostScalarExpression { Type: ElementType.F64 } host] && element != ElementType.F64 && element.IsFloat())
            return new HostScalarExpression(element, host.Scalar);
        return new ApplyExpression(node, arguments.MoveToImmutable());
    }

    private ReducedExpression? LowerReduction(Node node, ReductionOp reduction, Place place)
    {
        if (!domain.IsExact(place, node.Shape)
            || domain.ReducedInput(node, place) is not { } inputPlace
            || Lower(node.Inputs[0], inputPlace) is not { } value)
            return null;
        reductions.Add(new(reduction.Combiner, value));
        return new(node.Type.Element, reductions.Count - 1);
    }

    private RootExpression? LowerRoot(Node node, StructuredOp structured, Place place)
    {
        if (Root is not null || !domain.IsExact(place, node.Shape) || Operands(node) is not { } operands)
            return null;
        var root = new KernelRoot(structured.Root(node), operands);
        Root = place.Equals(Place.Identity(node.Shape)) ? root
            : place.Equals(TransposedPlace(node.Shape)) ? root.Transposed()
            : null;
        return Root is null ? null : new(node.Type.Element);
    }

    private Place TransposedPlace(Shape shape)
    {
        var last = shape.Rank - 1;
        return Place.Of(shape, domain.Rank, axis => IndexMap.Along(
            axis == last ? last - 1 : axis == last - 1 ? last : axis, domain.Rank));
    }

    /// <summary>An element of the first input, at a place of which the second says one coordinate.</summary>
    private LoadExpression? LowerIndexed(Node node, Place place)
    {
        var (whole, index) = (node.Inputs[0], node.Inputs[1]);
        var axes = IndexedAxes.Of(node);
        if (IsComputedHere(whole) || Lower(index, place.Over(axes.OfIndex(place.Axes))) is not { } value)
            return null;
        var operand = Operand(whole);
        var (strides, none) = (operand.Map.Strides, IndexMap.Fixed(Dim.Zero, place.DomainRank));
        var map = axes.OfWhole(place.Axes, none)
            .Zip(strides, (coordinate, stride) => coordinate * stride)
            .Aggregate(IndexMap.Fixed(operand.Map.Offset, place.DomainRank), (sum, term) => sum + term);
        return new(operand.Type, operand.Buffer, map, new(value, strides[axes.Axis], whole.Shape[axes.Axis]));
    }

    /// <summary>The operands of a root, each over its own axes; null where this kernel itself would compute one.</summary>
    private ImmutableArray<LoadExpression>? Operands(Node node) =>
        node.Inputs.Any(IsComputedHere) ? null : [.. node.Inputs.Select(Operand)];

    private bool IsComputedHere(Node node) => roles.Reached(node).Any(members.Contains);

    /// <summary>Where a node lies in memory, over its own axes.</summary>
    private LoadExpression Operand(Node node)
    {
        var nested = new ExpressionLowering(
            roles, hosts, ImmutableHashSet<Node>.Empty, KernelDomain.Structured(node.Shape, false), locate);
        if (nested.Lower(node, Place.Identity(node.Shape)) is not LoadExpression load)
            throw new InvalidOperationException($"{node}, an operand, lies in no buffer");
        draftLoads.AddRange(nested.draftLoads.Select(l => l with { AtPoint = false }));
        return load;
    }

    private LoadExpression Load(Node node, IndexMap map)
    {
        if (!loads.TryGetValue((node, map), out var load))
        {
            var location = locate(node);
            loads.Add((node, map), load = new(node.Type.Element, location.Buffer, location.At(map)));
            draftLoads.Add(new(node, map, AtPoint: true));
        }

        return load;
    }
}
