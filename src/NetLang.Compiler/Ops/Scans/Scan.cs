using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// What a scan node says. Its inputs are the first values of the carries, then what is scanned (over axis 0), then what
/// the body takes from outside. The body is a graph of its own: carries are its variables, which it updates; its outputs
/// are stacked along axis 0.
/// </summary>
/// <param name="Carries">How many there are.</param>
/// <param name="Scanned">How many tensors are scanned.</param>
/// <param name="Length">The number of steps, the dimension of axis 0 of what is scanned.</param>
/// <param name="Reverse">Whether steps go from the last place to the first.</param>
/// <param name="Index">The symbol that stands for the place of a step within the body.</param>
public sealed record Scan(Graph Body, int Carries, int Scanned, Dim Length, bool Reverse, string Index)
{
    private const string Segments = "segments";

    /// <summary>
    /// Whether each step is a segment of many. For the gradient nothing of these is kept but the carries, and what they add to
    /// the gradients of what all share is added up as it comes.
    /// </summary>
    public bool IsOfSegments { get; init; }

    /// <summary>Results of the body that are stacked, in order.</summary>
    public ImmutableArray<Node> Outputs => [.. Body.Results.Where(r => r.Kind == ResultKind.Output).Select(r => r.Value)];

    public int Results => Carries + Outputs.Length;

    /// <summary>The place of a step by its number, for loops that count from 0.</summary>
    public Dim Place(Dim step) => Reverse ? Length - 1 - step : step;

    public Dim FirstPlace => Place(0);

    public static Scan Of(Node node) => Of(node.Attributes);

    public static Scan Of(Attributes attributes) => new(
        attributes.Graph("body"),
        (int)attributes.Int("carries"),
        (int)attributes.Int("scanned"),
        attributes.Shape("length")[0],
        attributes.Int("reverse") != 0,
        attributes.Text("index"))
    {
        IsOfSegments = attributes.Has(Segments),
    };

    public Attributes ToAttributes(int result) =>
        IsOfSegments ? Plain(result).With(Segments, new IntAttribute(1)) : Plain(result);

    private Attributes Plain(int result) => new(
        ("body", new GraphAttribute(Body)),
        ("carries", new IntAttribute(Carries)),
        ("index", new TextAttribute(Index)),
        ("length", new ShapeAttribute(Shape.Of(Length))),
        ("result", new IntAttribute(result)),
        ("reverse", new IntAttribute(Reverse ? 1 : 0)),
        ("scanned", new IntAttribute(Scanned)));

    /// <summary>The name of an input of the node within the body.</summary>
    public string NameOf(int input) =>
        input < Carries ? CarryName(input)
        : input < Carries + Scanned ? ScannedName(input - Carries)
        : CapturedName(input - Carries - Scanned);

    /// <summary>The body's new value of a carry.</summary>
    public Node NewValue(int carry) =>
        Body.Results.First(r => r.Kind == ResultKind.Update && r.Name == CarryName(carry)).Value;

    /// <summary>The leaf by which the body reads an input of the node; null where it does not.</summary>
    public Node? Leaf(int input)
    {
        var name = NameOf(input);
        return Body.Nodes.FirstOrDefault(n => n.Op is NamedLeafOp && n.Attributes.Text("name") == name);
    }

    /// <summary>
    /// Whether a node of the body is another one at each place by itself, as random numbers are, and scans with such in them.
    /// </summary>
    public static bool ReadsPlace(Node node, string index) =>
        node.Attributes.Items.Any(a => a.Value is ShapeAttribute shape && shape.Value.SelectMany(d => d.Symbols).Contains(index))
        || node.Attributes.Graphs.Any(body => body.Nodes.Any(n => ReadsPlace(n, index)));

    /// <summary>With all that a step computes as further outputs, if it is short.</summary>
    public Scan WithAllValues()
    {
        if (IsOfSegments)
            return this;
        var varying = new HashSet<Node>();
        foreach (var node in Body.Nodes)
        {
            if (node.Op is NamedLeafOp || ReadsPlace(node, Index) || node.Inputs.Any(varying.Contains))
                varying.Add(node);
        }

        var builder = new GraphBuilder();
        builder.ContinueFrom(Body);
        foreach (var node in Body.Nodes)
            builder.Take(node);
        var computed = Body.Nodes
            .Where(n => varying.Contains(n) && n.Op is not (ViewOp or ReshapingOp or LeafOp))
            .SelectMany(n => n.Op is MultiResultOp ? AllResults(n, builder) : [n])
            .Distinct();
        return this with
        {
            Body = ScanNodes.Body(Enumerable.Range(0, Carries).Select(NewValue), Outputs.Concat(computed.Except(Outputs))),
        };

        static IEnumerable<Node> AllResults(Node scan, GraphBuilder builder) =>
            Enumerable.Range(0, Of(scan).Results).Select(result => ScanOp.Instance.Sibling(scan, result, builder));
    }

    // With a colon, which no name in a program has.
    public static string CarryName(int number) => $"carry:{number}";

    public static string ScannedName(int number) => $"scanned:{number}";

    public static string CapturedName(int number) => $"captured:{number}";

    public static string OutputName(int number) => $"output:{number}";
}
