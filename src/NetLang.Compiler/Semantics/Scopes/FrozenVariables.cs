namespace NetLang.Compiler.Semantics.Scopes;

/// <summary>
/// The params and states that <c>freeze</c> of a <c>train</c> names, and the scopes that hold no others.
/// </summary>
public sealed class FrozenVariables
{
    private readonly HashSet<string> variables;
    private readonly HashSet<string> scopes;

    /// <param name="all">The paths of all params and states of the model.</param>
    public FrozenVariables(IReadOnlyCollection<string> all, Func<string, bool> isFrozen)
    {
        variables = [.. all.Where(isFrozen)];
        scopes = [.. variables.SelectMany(Around).Except(all.Except(variables).SelectMany(Around))];
    }

    public static FrozenVariables None { get; } = new([], _ => false);

    public bool Any => variables.Count > 0;

    public bool Include(string path) => variables.Contains(path);

    public bool Include(Scope scope) => Any && scope.Outward.Any(s => scopes.Contains(s.Path));

    /// <summary>The scopes around a variable: <c>a</c> and <c>a.b</c> of <c>a.b.weight</c>.</summary>
    private static IEnumerable<string> Around(string path) =>
        Enumerable.Range(0, path.Length).Where(i => path[i] == '.').Select(i => path[..i]);
}
