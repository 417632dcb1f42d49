using System.Collections.Immutable;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics;

/// <summary>
/// What names mean at a place. Names are added by making an environment inside another, so that a closure keeps the
/// meanings that it saw.
/// </summary>
public sealed class Environment
{
    // A block of thousands of lines would be searched line by line.
    private const int MostInRow = 32;

    private readonly Environment? outer;
    private readonly (string Name, Value Value)? single; // most environments add one name to another
    private readonly ImmutableDictionary<string, Value>? row; // or are made of many that do
    private readonly int inRow; // so many that add one name lie behind each other here
    private Dictionary<string, Value>? names;

    private Environment(Environment? outer, int level)
    {
        this.outer = outer;
        Level = level;
    }

    private Environment(Environment outer, (string Name, Value Value) single)
        : this(outer, outer.Level)
    {
        this.single = single;
        inRow = outer.inRow + 1;
    }

    private Environment(Environment outer, int level, ImmutableDictionary<string, Value> row)
        : this(outer, level) => this.row = row;

    /// <summary>A number for each function activation: a variable may be assigned only where it was declared.</summary>
    public int Level { get; }

    public static Environment Root() => new(null, 0);

    /// <summary>An environment for a file or a block inside this one.</summary>
    public Environment Nested() => new(this, Level);

    /// <summary>An environment for the activation of a function.</summary>
    public Environment ForCall(int level) => new(this, level);

    public Environment With(string name, Value value) =>
        new(inRow < MostInRow ? this : Gathered(), (name, value));

    /// <summary>Adds to this environment itself; false where the name is taken in it.</summary>
    public bool Define(string name, Value value) => (names ??= []).TryAdd(name, value);

    /// <summary>Changes what a name of this environment itself means.</summary>
    public void Redefine(string name, Value value) => names![name] = value;

    public Value? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (scope.single is { } only && only.Name == name)
                return only.Value;
            if (scope.row is { } gathered && gathered.TryGetValue(name, out var among))
                return among;
            if (scope.names is { } defined && defined.TryGetValue(name, out var value))
                return value;
        }

        return null;
    }

    /// <summary>What a name, or a name of an imported file such as <c>Blocks.residual</c>, means.</summary>
    public Value? FindDefinition(SyntaxNode name) => name switch
    {
        NameExpression simple => Find(simple.Name),
        FieldExpression { Value: NameExpression file } qualified =>
            (Find(file.Name) as FileValue)?.Find(qualified.Field.Text),
        _ => null,
    };

    /// <summary>What was added to this environment itself, by <see cref="Define"/>.</summary>
    public Value? FindHere(string name) => names?.GetValueOrDefault(name);

    /// <summary>All that was added to this environment itself, by <see cref="Define"/>.</summary>
    public IEnumerable<(string Name, Value Value)> Here() => (names ?? []).Select(pair => (pair.Key, pair.Value));

    /// <summary>All names that mean something here, inner ones first.</summary>
    public IEnumerable<string> AllNames()
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (scope.single is { } only)
                yield return only.Name;
            foreach (var name in (scope.row?.Keys ?? []).Concat(scope.names?.Keys ?? Enumerable.Empty<string>()))
                yield return name;
        }
    }

    /// <summary>The same, with the names that were added one by one in one table.</summary>
    private Environment Gathered()
    {
        var added = new Stack<(string Name, Value Value)>();
        var around = this;
        for (; around.single is { } only; around = around.outer!)
            added.Push(only);
        var row = (around.row ?? ImmutableDictionary<string, Value>.Empty)
            .SetItems(added.Select(a => KeyValuePair.Create(a.Name, a.Value)));
        return new(around.row is null ? around : around.outer!, Level, row);
    }
}

/// <summary>A top-level value (<c>let width = 64</c>), evaluated once an elaboration, when it is first used.</summary>
public sealed record DeferredValue(LetDeclaration Declaration, string Name, Environment File) : Value
{
    public override string Describe() => $"the value `{Name}`";
}
