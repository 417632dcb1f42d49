using NetLang.Compiler.Formatting.Documents;
using static NetLang.Compiler.Formatting.Trees.TreeFormatter;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary>Params, or states, below each other: their types and their initial values begin in the same columns.</summary>
internal sealed class DeclaredLines(TreeFormatter formatter)
{
    private sealed record Cells(Doc Above, Doc Name, Doc Type, Doc Initial);

    public IEnumerable<Doc> Build(IEnumerable<DeclaredLine> lines, Func<LineContext, Doc> above)
    {
        var rows = lines.Select(line => Row(line, above(line.Line))).ToList();
        var names = Widths(rows.Select(row => row.Name));
        var types = Widths(rows.Select(row => row.Type));
        return rows.Select((row, i) => Doc.Of(
            row.Above,
            Indent(row.Name, Padding(names, i), " ", row.Type, Padding(types, i), " ", row.Initial)));
    }

    private Cells Row(DeclaredLine line, Doc above) => new(
        above,
        Doc.Of(formatter.Token(line.Keyword), " ", formatter.Token(line.Name)),
        Doc.Of(formatter.Token(line.Colon), " ", formatter.Types.Build(line.Type)),
        Doc.Of(formatter.Token(line.Equal), formatter.Blocks.Body(line.Equal.Symbol, line.Block)));

    // Nothing is aligned where something takes several lines.
    private static List<int> Widths(IEnumerable<Doc> cells)
    {
        var texts = cells.Select(cell => DocPrinter.Print(cell, int.MaxValue)).ToList();
        return [.. texts.Select(text => texts.Any(t => t.Contains('\n', StringComparison.Ordinal)) ? 0 : text.Length)];
    }

    private static Doc Padding(List<int> widths, int i) => new string(' ', widths.Max() - widths[i]);
}
