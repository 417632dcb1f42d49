using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary>
/// Warns where a layer value (<c>let f = dense 10</c>, a lambda, a composition) is applied twice and so has two sets of
/// weights. <c>repeat</c>, <c>map</c> and <c>fold</c> mean that, and a shared layer has one set.
/// </summary>
internal sealed class LayerValues(Elaborator elaborator)
{
    private readonly Dictionary<CallableValue, SourceSpan> applied =
        new(ReferenceEqualityComparer.Instance);

    private bool watching;

    public Value Watch(CallableValue layer, SourceSpan site, Func<Value> apply)
    {
        if (watching) // within a composition, which is watched as a whole
            return apply();
        watching = layer is ComposedValue;
        var before = elaborator.Variables.Count;
        var result = apply();
        watching = false;

        var context = elaborator.Context;
        if (elaborator.Variables.Count == before || context.IsShared)
            return result;
        if (!applied.TryGetValue(layer, out var first))
        {
            applied.Add(layer, site);
        }
        else if (!context.IsRepeated)
        {
            elaborator.Fail(
                VariableErrors.AppliedTwice,
                site,
                "this layer value is applied a second time: it has two sets of weights",
                "if one set is meant, use `share`: `let layer = share (…)`; if two are, give the definition "
                + "a parameter",
                new DiagnosticLabel(first, "first applied here"));
        }

        return result;
    }
}
