using System.Globalization;
using NetLang.Compiler.Diagnostics;
using NetLang.Runtime.Data;
using Spectre.Console;

namespace NetLang.Cli.Output;

/// <summary>What a model predicts, a row an example.</summary>
internal static class PredictionTable
{
    /// <summary>For JSON: the elements of each output.</summary>
    public static IEnumerable<Dictionary<string, double[]>> Rows(Dataset predictions)
    {
        var columns = predictions.Columns.Select(c => (c.Name, c.RowLength, Values: c.ToDoubles())).ToList();
        for (var row = 0; row < predictions.Count; row++)
        {
            yield return columns.ToDictionary(
                c => c.Name,
                c => c.Values[(row * c.RowLength)..((row + 1) * c.RowLength)]);
        }
    }

    public static Table Render(Dataset predictions)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("row").RightAligned());
        foreach (var column in predictions.Columns)
        {
            for (var i = 0; i < column.RowLength; i++)
            {
                var name = column.RowLength == 1 ? column.Name : $"{column.Name}[{i}]";
                table.AddColumn(new TableColumn(Markup.Escape(TerminalText.Clean(name))).RightAligned());
            }
        }

        foreach (var (row, values) in Rows(predictions).Index())
        {
            var cells = values.Values.SelectMany(v => v).Select(v => v.ToString("G5", CultureInfo.InvariantCulture));
            table.AddRow([(row + 1).ToString(CultureInfo.InvariantCulture), .. cells]);
        }

        return table;
    }
}
