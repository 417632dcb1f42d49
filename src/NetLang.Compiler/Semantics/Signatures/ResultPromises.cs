using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Syntax;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>
/// Whether a definition gives the result that its signature states for all numbers that the names in it may be, and not
/// only for some. What fails in some calls only is no error of the definition, so it is a warning.
/// </summary>
internal sealed class ResultPromises(Elaborator elaborator)
{
    /// <summary>A dimension that is the stated one only where the two happen to be equal.</summary>
    private sealed record Condition(int Axis, Dim Stated, Dim Found)
    {
        public string Text => Stated.IsConstant ? $"{Found} = {Stated}" : $"{Stated} = {Found}";

        /// <summary>The same for a = b and b = a.</summary>
        public string Key => string.Join(" = ", new[] { Stated.ToString(), Found.ToString() }.Order(StringComparer.Ordinal));

        /// <summary>How the parameters say so, where they hold a name for one dimension; else null.</summary>
        public string? Renaming => (Stated.AsSymbol, Found.AsSymbol) switch
        {
            (not null, not null) => "give them one name in the parameters",
            (null, not null) when Stated.IsConstant => $"write `{Stated}` for `{Found}` in the parameters",
            (not null, null) when Found.IsConstant => $"write `{Found}` for `{Stated}` in the parameters",
            _ => null,
        };
    }

    /// <param name="stated">What the type says of each axis of the result; null where it says nothing.</param>
    public void Check(NamedTypeSyntax type, Operand found, IReadOnlyList<Dim?> stated, Signature signature, TypeRole role)
    {
        var shape = found.Node.Shape;
        if (stated.Count != shape.Rank)
            return; // a run of dimensions that is in error has no length
        var open = new List<Condition>();
        foreach (var (axis, dim) in stated.Index())
        {
            if (dim is not null && elaborator.Unknowns.AreEqualForSome(dim, shape[axis]))
                open.Add(new(axis, dim, shape[axis]));
        }

        if (open.Count == 0)
            return;
        var conditions = open.DistinctBy(c => c.Key).ToList();
        var rows = ShapeAlignment.FromStart(
            new ShapeRow("stated", ElementOf(type, found), [.. stated.Select(d => d?.ToString() ?? "_")]),
            ShapeRow.Of("found", found.Node.Type, [.. open.Select(c => c.Axis)]));
        elaborator.Fail(new Diagnostic(
            LintWarnings.ConditionalResult,
            found.Span,
            $"{role.Text} fits `{type.Span.Text}` only where {string.Join(" and ", conditions.Select(c => c.Text))}{rows}",
            [
                .. conditions.SelectMany(c => Origins(c.Stated, signature)),
                .. conditions.SelectMany(c => elaborator.Origins.Labels(found, c.Axis, elaborator.Calls)),
                new DiagnosticLabel(type.Span, "the result is stated here, for all calls"),
            ],
            Help(type, found, conditions, signature)));
    }

    private static string ElementOf(NamedTypeSyntax type, Operand found) =>
        type.Element.Text.StartsWith('\'') ? type.Element.Text : found.Node.Type.Element.Name();

    private static IEnumerable<DiagnosticLabel> Origins(Dim dim, Signature signature) =>
        from name in dim.Symbols.Distinct()
        let origin = signature.Names.Find(name)?.Origin
        where origin is not null
        select new DiagnosticLabel(origin.Value, $"{name} came from here");

    private static string Help(
        NamedTypeSyntax type, Operand found, List<Condition> conditions, Signature signature)
    {
        var state = "state what comes out" + (TypeAdvice.AsFound(type, found.Node, signature) is { } right ? $", `{right}`" : "");
        var isWritable = conditions.All(c => AreWritable(c.Stated, signature) && AreWritable(c.Found, signature));
        var renamings = conditions.Select(c => isWritable && !IsGiven(c.Stated) && !IsGiven(c.Found) ? c.Renaming : null).Distinct().ToList();
        string?[] demands =
        [
            renamings.Contains(null) ? isWritable ? null : "say so in the parameters" : string.Join(" and ", renamings),
            isWritable ? "begin with " + string.Join(" and ", conditions.Select(c => $"`require ({c.Text}) \"…\"`")) : null,
        ];
        return $"{state}; if only such calls are meant, {string.Join(", or ", demands.OfType<string>())}";

        // `units` is a parameter itself, and no name in the type of one.
        bool IsGiven(Dim dim) => dim.AsSymbol is { } name
            && signature.Function?.Positional.Any(p => PatternBinder.NameOf(p.Pattern) == name) == true;
    }

    private static bool AreWritable(Dim dim, Signature signature) =>
        dim.Symbols.All(name => signature.Names.Find(name) is not null);
}
