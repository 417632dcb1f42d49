using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using ScanOf = NetLang.Compiler.Ops.Scan;

namespace NetLang.Testing;

/// <summary>
/// Graphs that update every variable, with anything of its type: what other variables were, views of itself, constants,
/// the results of scans that begin with it or read it. There are few types, so that values meet often.
/// </summary>
public sealed class RandomUpdates
{
    private readonly Random random;
    private readonly GraphBuilder b = new();
    private readonly TensorType scalar;
    private readonly TensorType row;
    private readonly TensorType matrix;
    private readonly List<Node> variables = [];
    private readonly List<Node> pool = [];
    private int scans;

    private RandomUpdates(int seed, ElementType element, long size)
    {
        random = new Random(seed);
        scalar = new(element, Shape.Of());
        row = new(element, Shape.Of(size));
        matrix = new(element, Shape.Of(size, size));
    }

    /// <summary>The same seed gives the same graph.</summary>
    /// <param name="size">Rows and columns of all matrices.</param>
    public static Graph Create(int seed, ElementType element, long size, int steps) =>
        new RandomUpdates(seed, element, size).Build(steps);

    private Graph Build(int steps)
    {
        foreach (var type in new[] { scalar, row, matrix })
        {
            variables.AddRange(Enumerable.Range(0, 2).Select(i => b.Variable($"v{type.Shape.Rank}{i}", type)));
            pool.AddRange(variables.TakeLast(2).Append(b.Input($"x{type.Shape.Rank}", type)));
        }

        for (var step = 0; step < steps; step++)
            pool.Add(Step(pool[random.Next(pool.Count)]));
        var results = variables.Select(v => new GraphResult(ResultKind.Update, v.Attributes.Text("name"), NewValue(v.Type)));
        var outputs = pool.TakeLast(2).Distinct().Select((node, i) => new GraphResult(ResultKind.Output, $"y{i}", node));
        return new("train", [.. results, .. outputs]);
    }

    private Node NewValue(TensorType type) => random.Next(4) switch
    {
        0 => b.Filled(0.5, type),
        1 => pool.Last(n => n.Type == type),
        _ => Any(type),
    };

    private Node Any(TensorType type)
    {
        var fit = pool.Where(n => n.Type == type).ToList();
        return fit[random.Next(fit.Count)];
    }

    private Node Step(Node x) => (x.Shape.Rank, random.Next(5)) switch
    {
        (_, 0) => b.Tanh(x),
        (_, 1) => b.Add(x, Any(x.Type)),
        (0, 2) => b.Mul(x, Any(scalar)),
        (0, 3) => b.Broadcast(x, row.Shape, []),
        (0, _) => b.Broadcast(x, matrix.Shape, []),
        (1, 2) => b.Reverse(x, [0]),
        (1, 3) => b.Tanh(b.Sum(x, [0])),
        (1, _) => b.Broadcast(x, matrix.Shape, [random.Next(2)]),
        (_, 2) => b.Transpose(x, [1, 0]),
        (_, 3) => b.Tanh(random.Next(2) == 0 ? b.Sum(x, [random.Next(2)]) : b.MatMul(x, Any(matrix))),
        _ => Scan(x),
    };

    /// <summary><c>h' = tanh(h · k + x)</c> over the rows of a matrix; outputs are <c>h'</c> or <c>h · x</c>.</summary>
    private Node Scan(Node scanned)
    {
        var body = new GraphBuilder();
        var (h, x) = (body.Variable(ScanOf.CarryName(0), row), body.Input(ScanOf.ScannedName(0), row));
        var next = body.Tanh(body.Add(body.Mul(h, body.Input(ScanOf.CapturedName(0), row)), x));
        var scan = new ScanOf(
            ScanNodes.Body([next], [random.Next(2) == 0 ? next : body.Mul(h, x)]),
            Carries: 1, Scanned: 1, row.Shape[0], Reverse: random.Next(2) == 0, $"scan{scans++}");
        // What it begins with is in memory, is computed for it, or is a constant.
        var start = random.Next(3) switch
        {
            0 => Any(row),
            1 => b.Add(b.Filled(0, row), b.Broadcast(Any(scalar), row.Shape, [])),
            _ => b.Filled(0.25, row),
        };
        var results = b.Scan(scan, [start, scanned, Any(row)]);
        pool.Add(results[random.Next(2)]);
        return results[random.Next(2)];
    }
}
