using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Semantics.Scopes;

/// <summary>Notes the calls of named functions that ask for nodes, each below the one that it happens in.</summary>
internal sealed class CallLog
{
    private readonly Stack<(int First, List<WrittenCall> Before)> open = [];
    private List<WrittenCall> calls = [];

    /// <summary>The calls that have ended and happened in no other.</summary>
    public ImmutableArray<WrittenCall> Calls => [.. calls];

    /// <param name="first">How many nodes have been asked for.</param>
    public void Begin(int first)
    {
        open.Push((first, calls));
        calls = [];
    }

    /// <param name="scope">The activation that ends.</param>
    /// <param name="end">How many nodes have been asked for.</param>
    /// <param name="results">The nodes in its value.</param>
    public void End(Scope scope, int end, IEnumerable<Node> results)
    {
        var inner = Calls;
        (var first, calls) = open.Pop();
        if (first == end)
            return;
        var (name, path) = scope.HoldsVariables ? (scope.Name, scope.Path) : (scope.Definition, null);
        calls.Add(new WrittenCall(scope.Definition, name, path, first, end, [.. results], inner));
    }
}
