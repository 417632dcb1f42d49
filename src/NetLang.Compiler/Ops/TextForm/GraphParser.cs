using System.Collections.Immutable;
using System.Globalization;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>Recursive descent over the grammar that <see cref="GraphText"/> shows.</summary>
internal sealed class GraphParser(GraphLexer lexer, GraphBuilder builder)
{
    private static readonly ImmutableDictionary<string, ElementType> Elements =
        Enum.GetValues<ElementType>().ToImmutableDictionary(e => e.Name());

    private readonly Dictionary<string, Node> nodes = [];
    private readonly DimFacts facts = new();

    public Graph Parse()
    {
        var results = ImmutableArray.CreateBuilder<GraphResult>();
        lexer.Expect("graph");
        var name = lexer.Quoted();
        lexer.Expect("{");
        while (!lexer.TryTake("}"))
        {
            var start = lexer.Take();
            if (start is "output" or "update")
                results.Add(ParseResult(start == "output" ? ResultKind.Output : ResultKind.Update));
            else if (start == "require")
                facts.Require(ParseRequirement());
            else if (start.StartsWith('%'))
                nodes[start] = ParseNode();
            else
                throw lexer.Error($"a node or a result expected, not '{start}'");
        }

        return new Graph(name, results.ToImmutable()) { Requirements = facts.Requirements };
    }

    private Requirement ParseRequirement()
    {
        var value = Dimension();
        var relation = lexer.TryTake("<") ? Relation.NotZero : lexer.TryTake(">") ? Relation.NotNegative : Relation.Zero;
        lexer.Expect(relation == Relation.NotZero ? ">" : "=");
        lexer.Expect("0");
        return new(value, relation, lexer.Quoted());
    }

    private GraphResult ParseResult(ResultKind kind)
    {
        var name = lexer.Quoted();
        lexer.Expect("=");
        return new(kind, name, Reference());
    }

    private Node ParseNode()
    {
        lexer.Expect("=");
        var name = lexer.Take();
        var op = OpRegistry.Find(name) ?? throw lexer.Error($"there is no op '{name}'");
        ImmutableArray<Node> inputs = lexer.TryTake("(") ? [.. lexer.List(")", Reference)] : [];
        var attributes = new List<(string, AttributeValue)>();
        if (lexer.TryTake("{"))
            attributes.AddRange(lexer.List("}", Attribute));
        var type = lexer.TryTake(":") ? Type() : null;
        return Complete(op, inputs, attributes, type);
    }

    /// <summary>Tries which of <c>shape</c> and <c>type</c> were left out because the type says them.</summary>
    private Node Complete(Op op, ImmutableArray<Node> inputs, List<(string, AttributeValue)> given, TensorType? type)
    {
        var message = $"{op.Name} needs its type";
        foreach (var implied in type is null ? [[]] : Implied(type))
        {
            try
            {
                var node = builder.Apply(op, inputs.AsSpan(), new Attributes([.. given, .. implied]));
                if (type is null || node.Type == type)
                    return node;
                message = $"{op.Name} is {node.Type}, not {type}";
            }
            catch (ShapeRuleException exception)
            {
                message = exception.Message;
            }
        }

        throw lexer.Error(message);
    }

    private static (string, AttributeValue)[][] Implied(TensorType type)
    {
        (string, AttributeValue) element = ("type", new ElementAttribute(type.Element));
        (string, AttributeValue) shape = ("shape", new ShapeAttribute(type.Shape));
        return [[], [element], [shape], [element, shape]];
    }

    private Node Reference()
    {
        var name = lexer.Take();
        return nodes.GetValueOrDefault(name) ?? throw lexer.Error($"'{name}' is no node above");
    }

    private (string Name, AttributeValue Value) Attribute()
    {
        var name = lexer.Take();
        lexer.Expect("=");
        return (name, Value());
    }

    private AttributeValue Value()
    {
        if (lexer.TryTake("("))
            return new IntsAttribute([.. lexer.List(")", Int)]);
        if (lexer.TryTake("["))
            return new ShapeAttribute(new Shape([.. lexer.List("]", Dimension)]));
        if (lexer.TryTake("<"))
            return new FloatsAttribute([.. lexer.List(">", Float)]);
        if (lexer.Peek == "graph")
            return new GraphAttribute(new GraphParser(lexer, new GraphBuilder()).Parse());
        if (lexer.Peek.StartsWith('"'))
            return new TextAttribute(lexer.Quoted());
        if (Elements.TryGetValue(lexer.Peek, out var element))
        {
            lexer.Take();
            return new ElementAttribute(element);
        }

        return lexer.Peek == "-" || lexer.Peek.All(char.IsAsciiDigit)
            ? new IntAttribute(Int())
            : new FloatAttribute(Float());
    }

    private TensorType Type()
    {
        var name = lexer.Take();
        if (!Elements.TryGetValue(name, out var element))
            throw lexer.Error($"'{name}' is no element type");
        lexer.Expect("[");
        return new(element, new Shape([.. lexer.List("]", Dimension)]));
    }

    private long Int()
    {
        var sign = lexer.TryTake("-") ? "-" : "";
        var digits = sign + lexer.Take();
        return long.TryParse(digits, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw lexer.Error($"'{digits}' is no integer");
    }

    private double Float()
    {
        var token = lexer.Take();
        return token switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            _ when double.TryParse(token, CultureInfo.InvariantCulture, out var value) => value,
            _ => throw lexer.Error($"'{token}' is no number"),
        };
    }

    // sum := product (('+' | '-') product)*, product := atom (('*' | '/') atom)*, '/' rounding down
    private Dim Dimension()
    {
        var sum = Product();
        while (lexer.Peek is "+" or "-")
            sum = lexer.Take() == "+" ? sum + Product() : sum - Product();
        return sum;
    }

    private Dim Product()
    {
        if (lexer.TryTake("-"))
            return -Product();
        var product = Atom();
        while (lexer.Peek is "*" or "/")
            product = lexer.Take() == "*" ? product * Atom() : facts.Divide(product, Atom());
        return product;
    }

    private Dim Atom()
    {
        if (lexer.TryTake("("))
        {
            var inner = Dimension();
            lexer.Expect(")");
            return inner;
        }

        return lexer.Peek.All(char.IsAsciiDigit) ? Int() : Dim.Symbol(lexer.Take());
    }
}
