using System.Collections.Immutable;
using System.Globalization;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Scopes;

/// <summary>
/// Names layer instances: <c>dense</c>, <c>dense2</c>, … Ordinals belong to call sites in source order within a
/// definition, whether or not they are reached, so that what is appended renames nothing. One table serves the
/// elaborations of a model for training and for inference, which therefore agree.
/// </summary>
/// <param name="namesIn">What names mean at the top of a file.</param>
public sealed class ScopeNames(Func<SourceText, Environment> namesIn)
{
    private readonly Dictionary<string, string> assigned = [];
    private readonly Dictionary<(string Parent, string Definition), List<Instance>> instances = [];
    private readonly Dictionary<Expression, ImmutableArray<CallSite>> sitesOf = new(ReferenceEqualityComparer.Instance);

    internal static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    internal static string Indexed(string name, ImmutableArray<int> indexes) =>
        string.Concat(indexes.Select(i => "." + i.ToString(CultureInfo.InvariantCulture)).Prepend(name));

    internal string ScopePath(CallContext caller, string definition)
    {
        var parent = caller.Scope.Path;
        var name = caller.GivenName ?? Ordinal(parent, caller, definition);
        return Join(parent, Indexed(name + caller.Suffix, caller.Indexes));
    }

    private string Ordinal(string parent, CallContext caller, string definition)
    {
        var key = string.Join('|', caller.Sites.Select(s => s.ToString()).Prepend(definition).Prepend(parent));
        if (assigned.TryGetValue(key, out var name))
            return name;

        if (!instances.TryGetValue((parent, definition), out var siblings))
            instances.Add((parent, definition), siblings = []);
        var sites = SitesIn(caller.Scope.Body);
        var position = Position(caller);
        var isStatic = sites.Any(s => s.Position == position && s.Definition == definition);
        var ordinal = 1
            + sites.Count(s => s.Definition == definition && s.Position < position)
            + siblings.Count(i => !i.IsStatic && i.Position < position);
        if (siblings.Exists(i => i.Ordinal == ordinal))
        {
            // The same site again (a layer value or a lambda applied twice): after all that the text names.
            ordinal = 1 + Math.Max(sites.Count(s => s.Definition == definition), siblings.Max(i => i.Ordinal));
            isStatic = true; // counted nowhere else
        }

        siblings.Add(new Instance(position, ordinal, isStatic));
        name = ordinal == 1 ? definition : definition + ordinal.ToString(CultureInfo.InvariantCulture);
        assigned.Add(key, name);
        return name;
    }

    /// <summary>The innermost of the sites that lead to the call and lie in the definition's own text.</summary>
    private static int Position(CallContext caller)
    {
        var body = caller.Scope.Body.Span;
        for (var i = caller.Sites.Length - 1; i >= 0; i--)
        {
            var site = caller.Sites[i];
            if (body.Contains(site))
                return site.Start;
        }

        return body.End;
    }

    private ImmutableArray<CallSite> SitesIn(Expression body)
    {
        if (!sitesOf.TryGetValue(body, out var sites))
            sitesOf.Add(body, sites = CallSites.In(body, namesIn(body.Span.Source)));
        return sites;
    }

    /// <param name="IsStatic">Whether the text alone shows which definition the site calls.</param>
    private readonly record struct Instance(int Position, int Ordinal, bool IsStatic);
}

/// <summary>A place in a definition's text that calls a definition which the text itself names.</summary>
public readonly record struct CallSite(int Position, string Definition);
