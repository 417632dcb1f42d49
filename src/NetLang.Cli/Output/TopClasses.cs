using System.Globalization;
using NetLang.Compiler.Diagnostics;
using NetLang.Runtime;
using NetLang.Runtime.Data;
using Spectre.Console;

namespace NetLang.Cli.Output;

/// <summary>A class with the score that the model's output gives it.</summary>
internal readonly record struct ScoredClass(int Index, string Name, double Score);

/// <summary>The classes with the highest scores of each example.</summary>
internal sealed class TopClasses
{
    private readonly List<ScoredClass[]> examples = [];
    private readonly IReadOnlyList<string>? files;

    /// <param name="names">Of the classes; null for their numbers.</param>
    /// <param name="files">Of which each is an example; null for rows of one file.</param>
    /// <exception cref="NetLangException">The model has no scores of classes.</exception>
    public TopClasses(Dataset predictions, int count, IReadOnlyList<string>? names, IReadOnlyList<string>? files)
    {
        if (predictions.Columns is not [{ RowShape: [> 1 and var classes] } scores])
            throw new NetLangException(
                CliErrors.NoClasses,
                "--top takes a model with one output, a score for each class: f32[N, classes]",
                "leave --top out: then all outputs are shown");
        this.files = files;
        foreach (var row in scores.ToDoubles().Chunk(classes))
        {
            examples.Add([.. row.Index().OrderByDescending(score => score.Item).Take(count).Select(score => new ScoredClass(
                score.Index,
                score.Index < names?.Count ? names[score.Index] : score.Index.ToString(CultureInfo.InvariantCulture),
                score.Item))]);
        }
    }

    /// <summary>For JSON, one object an example.</summary>
    public IEnumerable<Dictionary<string, object>> Rows() => examples.Select((example, row) => new Dictionary<string, object>
    {
        [files is null ? "row" : "file"] = files is null ? row + 1 : files[row],
        ["top"] = example.Select(top => new Dictionary<string, object>
        {
            ["class"] = top.Name,
            ["index"] = top.Index,
            ["score"] = top.Score,
        }),
    });

    public Table Render()
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn(files is null ? "row" : "file"));
        for (var place = 1; place <= examples.Max(example => example.Length); place++)
        {
            table.AddColumn(new TableColumn(string.Create(CultureInfo.InvariantCulture, $"{place}.")));
            table.AddColumn(new TableColumn("score").RightAligned());
        }

        foreach (var (row, example) in examples.Index())
        {
            var name = files is null ? (row + 1).ToString(CultureInfo.InvariantCulture) : Path.GetFileName(files[row]);
            var cells = example.SelectMany(top => new[] { top.Name, top.Score.ToString("G5", CultureInfo.InvariantCulture) });
            table.AddRow([.. cells.Prepend(name).Select(cell => Markup.Escape(TerminalText.Clean(cell)))]);
        }

        return table;
    }
}
