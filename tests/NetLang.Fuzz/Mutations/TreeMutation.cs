using System.Collections.Immutable;
using NetLang.Compiler.Syntax;

namespace NetLang.Fuzz.Mutations;

/// <summary>
/// Subtrees are exchanged for others of their kind, of this program or another, removed, doubled, or put into a larger
/// expression. The result is text again, so that all stages see it.
/// </summary>
internal sealed class TreeMutation() : Mutation("trees")
{
    // Around an expression {0}, with some name {1} of the program.
    private static readonly ImmutableArray<string> Surroundings =
    [
        "({0} |> {1})", "({1} {0})", "({0} + {1})", "({0} @ {1})", "(-{0})", "[{0}; {0}]", "({0}, {0})", "{0}[0]",
        "{0}[.., 0]", "{0}[.., 0..1]", "{0}[_, 1..]", "(fun z -> {0})", "(if training then {0} else {0})",
        "(if {0} then {0} else {1})", "(match {0} with | 0 -> {1} | z -> z)", "(repeat 2 (fun z -> {0}) {1})",
        "(map (fun z -> {0}) [{1}; 2])", "(fold (fun s z -> {0}) {1} (range 3))",
        "(scan (fun s z -> (s, {0})) 0.0 {1})", "(scan (fun s z -> (z + s, z)) {1} {0})", "(share {0})",
        "(named \"q\" {0})", "(sum {{ axis = 0 }} {0})", "(where ({0} > 0.0) {0} {1})", "(reshape [-1] {0})",
        "(concat [{0}; {1}])", "(stack [{0}; {0}])", "(pad [(0, 1)] {0})", "(transpose {0})", "(cast i32 {0})",
        "(shape {0})", "({0} >> {1})", "{{ a = {0} }}.a", "(stopGradient {0})", "(size {0})", "(dense {0} {1})",
        "(range {0})", "(tensor {0})",
    ];

    public override string Change(string text, CompilationUnit donor, Random random)
    {
        if (Corpus.Parse(text) is not { } unit)
            return text; // an earlier change has broken it
        var nodes = Tree.All(unit).Skip(1).ToList();
        var target = One(random, nodes);
        var alike = nodes.Where(n => Tree.KindOf(n) == Tree.KindOf(target)).ToList();
        var names = NamesAt(unit, target);
        switch (random.Next(8))
        {
            case 0 when target is Statement or Declaration or RecordField or MatchCase:
                return Replaced(text, target, "");
            case 1 when target is Statement or Declaration or MatchCase:
                var again = new string(' ', Column(target)) + target.Span.Text;
                return Replaced(text, target, $"{target.Span.Text}\n{again}");
            case 2 or 3 when target is Expression && names.Count > 0:
                var around = One(random, Surroundings);
                return Replaced(text, target, string.Format(null, around, Own(target), One(random, names)));
            case 4:
                var other = One(random, alike);
                var (first, second) = target.Span.Start < other.Span.Start ? (target, other) : (other, target);
                return first.Span.End > second.Span.Start
                    ? Replaced(text, target, Graft.Text(other, [], Column(target), random))
                    : Replaced(
                        Replaced(text, second, Graft.Text(first, [], Column(second), random)),
                        first,
                        Graft.Text(second, [], Column(first), random));
            default:
                var given = Tree.All(donor).Where(n => Tree.KindOf(n) == Tree.KindOf(target)).ToList();
                return given.Count == 0
                    ? Replaced(text, target, Own(One(random, alike)))
                    : Replaced(text, target, Parenthesized(One(random, given), names, Column(target), random));
        }

        string Own(SyntaxNode node) => Parenthesized(node, [], Column(target), random);
    }

    private static string Parenthesized(SyntaxNode node, IReadOnlyList<string> names, int column, Random random) =>
        node is Expression and not (NameExpression or IntLiteral or FloatLiteral or ListExpression or RecordExpression)
            ? "(" + Graft.Text(node, names, column + 1, random) + ")"
            : Graft.Text(node, names, column, random);

    /// <summary>Names that are bound above a place in its declaration, and those of the file.</summary>
    private static List<string> NamesAt(CompilationUnit unit, SyntaxNode place)
    {
        var local = unit.Declarations.Where(d => d.Span.Contains(place.Span))
            .SelectMany(Tree.All)
            .OfType<NamePattern>()
            .Where(p => p.Span.Start < place.Span.Start)
            .Select(p => p.Name)
            .ToList();
        return [.. local, .. local, .. unit.Declarations.SelectMany(Words.NamesOf)];
    }

    private static string Replaced(string text, SyntaxNode node, string by) =>
        string.Concat(text.AsSpan(0, node.Span.Start), by, text.AsSpan(node.Span.End));

    private static int Column(SyntaxNode node) => node.Span.Source.Position(node.Span.Start).Column;
}
