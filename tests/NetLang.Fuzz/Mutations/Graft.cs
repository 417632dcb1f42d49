using System.Text;
using NetLang.Compiler.Syntax;

namespace NetLang.Fuzz.Mutations;

/// <summary>The text of a subtree, made fit for another place.</summary>
internal static class Graft
{
    /// <summary>
    /// The text of a node with its later lines moved by as much as its first one, and with names that mean nothing in
    /// the other program exchanged for some that may.
    /// </summary>
    /// <param name="names">Names that mean something where it goes.</param>
    /// <param name="column">The column where it goes.</param>
    public static string Text(SyntaxNode node, IReadOnlyList<string> names, int column, Random random)
    {
        var (source, start, length) = node.Span;
        var text = new StringBuilder();
        var end = start;
        foreach (var name in Tree.All(node).OfType<NameExpression>().OrderBy(n => n.Span.Start))
        {
            text.Append(source.Content, end, name.Span.Start - end);
            var isKnown = char.IsUpper(name.Name[0]) || names.Count == 0 || names.Contains(name.Name)
                || (Words.Defined.Contains(name.Name) && random.Next(8) > 0);
            text.Append(isKnown ? name.Name : names[random.Next(names.Count)]);
            end = name.Span.End;
        }

        text.Append(source.Content, end, start + length - end);
        return Moved(text.ToString(), column - source.Position(start).Column);
    }

    private static string Moved(string text, int by)
    {
        var lines = text.Split('\n');
        for (var i = 1; i < lines.Length; i++)
        {
            var indentation = lines[i].TakeWhile(c => c == ' ').Count();
            lines[i] = new string(' ', Math.Max(0, indentation + by)) + lines[i][indentation..];
        }

        return string.Join('\n', lines);
    }
}
