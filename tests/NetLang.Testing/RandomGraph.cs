using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Testing;

/// <summary>What random graphs are made of.</summary>
public sealed record RandomGraphOptions
{
    /// <summary>The float type; f32 or f64.</summary>
    public ElementType Element { get; init; } = ElementType.F32;

    /// <summary>How many steps of construction; each adds one to a few nodes.</summary>
    public int Steps { get; init; } = 12;

    /// <summary>Whether there are a loss, gradients (as placeholders) and updates of the variables.</summary>
    public bool Training { get; init; }

    /// <summary>Whether there are random numbers in it.</summary>
    public bool Random { get; init; } = true;
}

/// <summary>
/// Graphs for tests of passes and backends: the same seed gives the same graph. Values stay of moderate size and no
/// decision (a comparison, a rounding) hangs on a computed float, so that results of any correct backend are close.
/// Symbols are <c>N</c> and <c>T</c>.
/// </summary>
public sealed class RandomGraph
{
    private readonly Random random;
    private readonly RandomGraphOptions options;
    private readonly GraphBuilder b = new();
    private readonly List<Node> pool = [];
    private readonly List<Node> variables = [];
    private readonly ImmutableArray<Dim> dims = [Dim.Symbol("N"), Dim.Symbol("T"), 1, 2, 3, 5, 17];
    private int leaves;

    private RandomGraph(int seed, RandomGraphOptions options)
    {
        random = new Random(seed);
        this.options = options;
    }

    public static Graph Create(int seed, RandomGraphOptions? options = null) =>
        new RandomGraph(seed, options ?? new()).Build();

    private Graph Build()
    {
        pool.Add(Leaf(RandomShape(2)));
        for (var step = 0; step < options.Steps; step++)
            pool.Add(Step(Pick()));

        var results = ImmutableArray.CreateBuilder<GraphResult>();
        foreach (var node in pool.TakeLast(3).Distinct())
            results.Add(new(ResultKind.Output, $"y{results.Count}", node));
        if (options.Training)
            AddTraining(results);
        return new Graph("random", results.ToImmutable());
    }

    private void AddTraining(ImmutableArray<GraphResult>.Builder results)
    {
        var loss = b.Constant(0, options.Element);
        foreach (var node in pool.TakeLast(4).Distinct())
        {
            var square = b.Mul(node, node);
            var count = b.Cast(b.Dimension(node.Shape.Size), options.Element);
            loss = b.Add(loss, b.Div(b.Sum(square, Axes(node.Shape.Rank)), count));
        }

        results.Add(new(ResultKind.Output, "loss", loss));
        var rate = b.Cast(b.Div(b.Constant(0.1, ElementType.F64), b.HostInput("step")), options.Element);
        foreach (var variable in Used(loss))
        {
            var change = b.Mul(b.Gradient(loss, variable), b.Broadcast(rate, variable.Shape, []));
            var path = variable.Attributes.Text("name");
            results.Add(new(ResultKind.Update, path, b.Sub(variable, change)));
        }
    }

    private IEnumerable<Node> Used(Node loss)
    {
        var nodes = new Graph("", [new(ResultKind.Output, "loss", loss)]).Nodes;
        return variables.Where(v => nodes.Contains(v));
    }

    private Node Step(Node x) => random.Next(13) switch
    {
        0 or 1 => Unary(x),
        2 or 3 => Binary(x, Partner(x)),
        4 => b.Select(Decision(x.Shape), x, Partner(x)),
        5 => Reduce(x),
        6 or 7 => View(x),
        8 => Product(x),
        9 => Normalized(x),
        10 => FromIndices(x),
        11 => Indexed(x),
        _ => Pool(b.Add(x, Leaf(x.Shape))),
    };

    private Node Unary(Node x) => random.Next(12) switch
    {
        0 => b.Exp(b.Tanh(x)),
        1 => b.Log(b.Add(b.Mul(x, x), Filled(1.5, x))),
        2 => b.Sqrt(b.Add(b.Abs(x), Filled(0.25, x))),
        3 => b.Sin(x),
        4 => b.Cos(x),
        5 => b.Sigmoid(x),
        6 => b.Erf(x),
        7 => b.Neg(x),
        8 => b.Log1p(b.Mul(x, x)),
        9 => b.Expm1(b.Minimum(x, Filled(1, x))),
        10 => b.Maximum(x, Filled(0, x)),
        _ => b.Tanh(x),
    };

    private Node Binary(Node x, Node y) => random.Next(6) switch
    {
        0 => b.Add(x, y),
        1 => b.Sub(x, y),
        2 => b.Mul(b.Tanh(x), y),
        3 => b.Div(x, b.Add(b.Mul(y, y), Filled(1, x))),
        4 => b.Maximum(x, y),
        _ => b.Pow(b.Add(b.Sigmoid(x), Filled(0.5, x)), b.Tanh(y)),
    };

    private Node Reduce(Node x)
    {
        ImmutableArray<long> axes = [.. Axes(x.Shape.Rank).Where(_ => random.Next(2) == 0)];
        return random.Next(4) switch
        {
            0 => b.Max(x, axes),
            1 => b.Min(x, axes),
            2 => b.Prod(b.Sigmoid(x), axes),
            _ => b.Tanh(b.Sum(x, axes)),
        };
    }

    private Node View(Node x)
    {
        var rank = x.Shape.Rank;
        if (rank == 0 || random.Next(6) == 0)
            return Spread(x);
        var axis = random.Next(rank);
        ImmutableArray<long> order = [.. Axes(rank).OrderBy(_ => random.Next())];
        var none = new Shape([.. x.Shape.Select(_ => Dim.Zero)]);
        return random.Next(6) switch
        {
            0 => b.Transpose(x, order),
            1 => b.Reverse(x, [axis]),
            2 => b.Reshape(x, Shape.Of(x.Shape.Size)),
            3 => b.Pad(x, With(none, axis, 2), With(x.Shape, axis, x.Shape[axis] + 3)),
            4 => b.Concat([x, Leaf(With(x.Shape, axis, 2)), x], axis),
            _ => Cut(x, axis, none),
        };
    }

    private Node Cut(Node x, int axis, Shape none)
    {
        if (!x.Shape[axis].IsConstant || x.Shape[axis].ConstantValue < 3)
            return b.Reshape(x, new Shape(x.Shape.Dims.Insert(axis, 1)));
        var step = random.Next(1, 3);
        var length = (x.Shape[axis].ConstantValue - 2) / step + 1;
        var steps = Enumerable.Range(0, x.Shape.Rank).Select(a => a == axis ? (long)step : 1);
        return b.Slice(x, With(none, axis, 1), With(x.Shape, axis, length), [.. steps]);
    }

    private Node Product(Node x)
    {
        if (x.Shape.Rank < 2)
            return Spread(x);
        var right = new Shape([.. x.Shape.SkipLast(2), x.Shape[^1], RandomDim()]);
        return b.Tanh(b.MatMul(x, Leaf(right)));
    }

    /// <summary>exp(x - max) / sum, over the last axis: reductions in sequence over the same rows.</summary>
    private Node Normalized(Node x)
    {
        if (x.Shape.Rank == 0)
            return x;
        ImmutableArray<long> last = [x.Shape.Rank - 1];
        var kept = Axes(x.Shape.Rank - 1);
        var power = b.Exp(b.Sub(x, b.StopGradient(b.Broadcast(b.Max(x, last), x.Shape, kept))));
        return b.Div(power, b.Broadcast(b.Sum(power, last), x.Shape, kept));
    }

    private Node FromIndices(Node x)
    {
        if (x.Shape.Rank == 0)
            return b.Add(x, b.Cast(b.Dimension(Dim.Symbol("N")), options.Element));
        var index = b.Iota(random.Next(x.Shape.Rank), new(ElementType.I32, x.Shape));
        var three = b.Filled(3, index.Type);
        var pattern = b.Add(b.Mod(index, three), b.Div(b.Neg(index), three));
        return b.Select(b.Eq(b.Mod(index, three), b.Filled(1, index.Type)), x, b.Tanh(b.Cast(pattern, options.Element)));
    }

    private Node Indexed(Node x)
    {
        if (x.Shape.Rank == 0)
            return Spread(x);
        var axis = random.Next(x.Shape.Rank);
        var batch = random.Next(axis + 1);
        var element = random.Next(2) == 0 ? ElementType.I32 : ElementType.I64;
        var index = IndexedCase.Index(b, new Shape([.. x.Shape.Take(batch), RandomDim()]), random.Next(2, 9), element);
        return random.Next(2) == 0
            ? b.Gather(x, index, axis, batch)
            : b.Tanh(b.ScatterAdd(b.Gather(x, index, axis, batch), index, RandomDim(), axis, batch));
    }

    private Node Spread(Node x)
    {
        var shape = new Shape([RandomDim(), .. x.Shape]);
        return b.Broadcast(x, shape, [.. Enumerable.Range(1, x.Shape.Rank).Select(a => (long)a)]);
    }

    /// <summary>On inputs, not variables: no gradient passes a comparison.</summary>
    private Node Decision(Shape shape)
    {
        var leaf = Input(shape);
        var zero = b.Filled(0, leaf.Type);
        var other = b.Ge(Input(shape), zero);
        return random.Next(4) switch
        {
            0 => b.Lt(leaf, zero),
            1 => b.And(b.Gt(leaf, zero), other),
            2 => b.Or(b.Le(leaf, zero), b.Not(other)),
            _ => b.Ne(b.Cast(b.Gt(leaf, zero), ElementType.I32), b.Cast(other, ElementType.I32)),
        };
    }

    private Node Partner(Node x)
    {
        var same = pool.Where(n => n.Type == x.Type).ToList();
        if (same.Count > 1 && random.Next(2) == 0)
            return same[random.Next(same.Count)];
        // A row or a scalar, spread, as biases are.
        var rank = random.Next(x.Shape.Rank + 1);
        return b.BroadcastTrailing(Leaf(new Shape([.. x.Shape.TakeLast(rank)])), x.Shape);
    }

    private Node Leaf(Shape shape)
    {
        var type = new TensorType(options.Element, shape);
        switch (random.Next(options.Random ? 5 : 4))
        {
            case 0 or 1 when shape.IsStatic:
                var variable = b.Variable($"w{leaves++}", type);
                variables.Add(variable);
                return Pool(variable);
            case 2:
                return b.Filled(random.Next(-4, 5) / 2.0, type);
            case 4:
                return b.Random((ulong)random.NextInt64(), random.Next(2) == 0 ? Distribution.Uniform : Distribution.Normal, type);
            default:
                return Input(shape);
        }
    }

    private Node Input(Shape shape) => Pool(b.Input($"x{leaves++}", new(options.Element, shape)));

    private Node Pool(Node node)
    {
        pool.Insert(0, node);
        return node;
    }

    private Node Pick() => pool[random.Next(pool.Count)];

    private Node Filled(double value, Node like) => b.Filled(value, like.Type);

    private Dim RandomDim() => dims[random.Next(dims.Length)];

    private Shape RandomShape(int rank) => new([.. Enumerable.Range(0, rank).Select(_ => RandomDim())]);

    private static Shape With(Shape shape, int axis, Dim dim) => new(shape.Dims.SetItem(axis, dim));

    private static ImmutableArray<long> Axes(int count) => [.. Enumerable.Range(0, count).Select(a => (long)a)];
}
