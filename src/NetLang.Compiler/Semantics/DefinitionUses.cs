using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics;

/// <summary>A place in a definition where another one is used.</summary>
internal sealed record DefinitionUse(string Name, NameExpression Place);

/// <summary>Which definitions of a file use which, to find those that use themselves through others.</summary>
internal sealed class DefinitionUses
{
    private readonly Dictionary<string, List<DefinitionUse>> uses = [];

    /// <summary>Takes note of what a definition uses; of two with one name, of the first.</summary>
    public void Add(string definition, List<DefinitionUse> used) => uses.TryAdd(definition, used);

    /// <summary>
    /// For each definition that uses itself a shortest chain of uses back to it, unless it lies on a chain that was given
    /// before, which says the same.
    /// </summary>
    public IEnumerable<IReadOnlyList<DefinitionUse>> Cycles()
    {
        var ending = Ending();
        var given = new HashSet<string>();
        foreach (var start in uses.Keys.Where(name => !ending.Contains(name)))
        {
            if (given.Contains(start) || Cycle(start) is not { } cycle)
                continue;
            given.UnionWith(cycle.Select(use => use.Name));
            yield return cycle;
        }
    }

    /// <summary>Definitions from which every chain of uses ends: there are many, and a search from each would take long.</summary>
    private HashSet<string> Ending()
    {
        var ending = new HashSet<string>();
        var open = uses.ToDictionary(d => d.Key, d => d.Value.Select(use => use.Name).Where(uses.ContainsKey).ToHashSet());
        var users = open.SelectMany(d => d.Value, (d, used) => (User: d.Key, Used: used)).ToLookup(pair => pair.Used, pair => pair.User);
        var pending = new Queue<string>(open.Where(d => d.Value.Count == 0).Select(d => d.Key));
        while (pending.TryDequeue(out var name))
        {
            ending.Add(name);
            foreach (var user in users[name])
            {
                open[user].Remove(name);
                if (open[user].Count == 0)
                    pending.Enqueue(user);
            }
        }

        return ending;
    }

    private List<DefinitionUse>? Cycle(string start)
    {
        var reachedBy = new Dictionary<string, (string User, DefinitionUse Use)>();
        var pending = new Queue<string>([start]);
        while (pending.TryDequeue(out var at))
        {
            foreach (var use in uses.GetValueOrDefault(at) ?? [])
            {
                if (!reachedBy.TryAdd(use.Name, (at, use)))
                    continue;
                if (use.Name == start)
                    return Chain(start, reachedBy);
                pending.Enqueue(use.Name);
            }
        }

        return null;
    }

    private static List<DefinitionUse> Chain(string start, Dictionary<string, (string User, DefinitionUse Use)> reachedBy)
    {
        var chain = new List<DefinitionUse>();
        var step = reachedBy[start];
        for (chain.Add(step.Use); step.User != start; chain.Add(step.Use))
            step = reachedBy[step.User];
        chain.Reverse();
        return chain;
    }
}
