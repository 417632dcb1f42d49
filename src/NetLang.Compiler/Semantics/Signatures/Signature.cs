using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>
/// What the names in a signature have come to mean while the arguments of a call are matched. Names of dimensions are
/// ordinary names of the body; <c>'t</c> and runs of dimensions are kept among them too, under names that no program
/// can write, so that the types of params in the body can mention them.
/// </summary>
/// <param name="definition">The function, for messages; null for a lambda.</param>
/// <param name="names">What is known at the start: the surroundings of the definition.</param>
public sealed class Signature(string? definition, Environment names)
{
    private readonly HashSet<string> own = [];
    private readonly HashSet<ElementType> floats = [];

    public string? Definition { get; } = definition;

    /// <summary>What is called; null where nothing is.</summary>
    public FunctionValue? Function { get; init; }

    public Environment Names { get; set; } = names;

    /// <summary>Whether the type stands in a body, where it shares what the enclosing signature bound.</summary>
    public bool IsInBody { get; init; }

    /// <summary>
    /// The element type that the signature settles: of <c>'t</c>, or the only float type that it names.
    /// </summary>
    public ElementType? ElementType
    {
        get
        {
            foreach (var name in own)
            {
                if (name[0] == '\'' && Names.Find(name) is ElementTypeValue bound)
                    return bound.Type;
            }

            return floats.Count == 1 ? floats.Single() : null;
        }
    }

    public (ElementType Type, SourceSpan? Origin)? Element(string variable) =>
        Visible(variable) && Names.Find(variable) is ElementTypeValue bound ? (bound.Type, bound.Origin) : null;

    public void BindElement(string variable, ElementType type, SourceSpan origin) =>
        Bind(variable, new ElementTypeValue(type) { Origin = origin });

    /// <summary>Notes a float type that the signature names.</summary>
    public void Mention(ElementType type)
    {
        if (type.IsFloat())
            floats.Add(type);
    }

    /// <summary>Notes the float types that the signature names in a type which nothing has been checked against yet.</summary>
    public void Mention(TypeSyntax? type)
    {
        if (type is NamedTypeSyntax named && ElementNames.Find(named.Element.Text) is { } element)
            Mention(element);
        foreach (var item in (type as TupleTypeSyntax)?.Items ?? [])
            Mention(item);
    }

    public (ImmutableArray<Dim> Dims, SourceSpan? Origin)? Run(string? name)
    {
        var key = RunKey(name);
        return Visible(key) && Names.Find(key) is DimensionRun run ? (run.Dims, run.Origin) : null;
    }

    public void BindRun(string? name, ImmutableArray<Dim> dims, SourceSpan origin) =>
        Bind(RunKey(name), new DimensionRun(dims) { Origin = origin });

    public void BindDimension(string name, Dim dim, SourceSpan origin) =>
        Names = Names.With(name, DimValue.Of(dim) with { Origin = origin });

    private static string RunKey(string? name) => ".." + name;

    private bool Visible(string key) => IsInBody || own.Contains(key);

    private void Bind(string key, Value value)
    {
        own.Add(key);
        Names = Names.With(key, value);
    }

    private sealed record DimensionRun(ImmutableArray<Dim> Dims) : Value
    {
        public override string Describe() => "dimensions";
    }
}

/// <summary>What a type is the type of, for messages: <c>argument `x` of `dense`</c>.</summary>
/// <param name="Body">What gives the result that it is the type of.</param>
public readonly record struct TypeRole(string Text, bool IsResult, Expression? Body = null)
{
    /// <summary>Whether it is stated for all calls: of a definition that is checked on its own.</summary>
    public bool IsPromise { get; init; }

    public static TypeRole Argument(string? name, string? definition) => new(
        (name is null ? "the argument" : $"the argument `{name}`") + (definition is null ? "" : $" of `{definition}`"),
        false);

    public static TypeRole Result(string? definition, Expression body) =>
        new(definition is null ? "the result" : $"the result of `{definition}`", true, body);

    public static TypeRole Value(string name) => new($"`{name}`", false);
}
