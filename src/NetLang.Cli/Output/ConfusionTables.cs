using System.Globalization;
using NetLang.Compiler.Diagnostics;
using NetLang.Runtime;
using Spectre.Console;

namespace NetLang.Cli.Output;

/// <summary>What <c>eval</c> shows of a classifier: a row a class, and which classes are taken for which.</summary>
/// <param name="names">Of the classes; null for their numbers.</param>
internal sealed class ConfusionTables(ConfusionMatrix matrix, IReadOnlyList<string>? names)
{
    // A wider matrix would not be read; --json has it.
    private const int WidestMatrix = 20;

    private IEnumerable<int> Classes => Enumerable.Range(0, matrix.Classes);

    public IEnumerable<Table> Render()
    {
        yield return PerClass();
        if (matrix.Classes <= WidestMatrix)
            yield return Matrix();
    }

    /// <summary>For JSON: <c>classes</c>, and <c>confusion</c>, a row a class that is, a column a class it is taken for.</summary>
    public void AddTo(Dictionary<string, object> report)
    {
        report["classes"] = Classes.Select(index => new Dictionary<string, object>
        {
            ["class"] = Name(index),
            ["precision"] = matrix.Precision(index),
            ["recall"] = matrix.Recall(index),
            ["f1"] = matrix.F1(index),
            ["support"] = matrix.Support(index),
        });
        report["confusion"] = Classes.Select(actual => Classes.Select(predicted => matrix[actual, predicted]));
    }

    private Table PerClass()
    {
        var table = New("class", "precision", "recall", "F1", "examples");
        foreach (var index in Classes)
            Add(Shown(index), matrix.Precision(index), matrix.Recall(index), matrix.F1(index), matrix.Support(index));
        Add(
            "mean",
            Classes.Average(matrix.Precision),
            Classes.Average(matrix.Recall),
            Classes.Average(matrix.F1),
            Classes.Sum(matrix.Support));
        return table;

        void Add(string name, double precision, double recall, double f1, long support) =>
            table.AddRow(name, Share(precision), Share(recall), Share(f1), Count(support));
    }

    private Table Matrix()
    {
        var table = New(["class", .. Classes.Select(index => $"as {Shown(index)}")]);
        foreach (var actual in Classes)
            table.AddRow([Shown(actual), .. Classes.Select(predicted => Count(matrix[actual, predicted]))]);
        return table;
    }

    private static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (index, column) in columns.Index())
            table.AddColumn(index == 0 ? new TableColumn(column) : new TableColumn(column).RightAligned());
        return table;
    }

    private string Name(int index) => index < names?.Count ? names[index] : index.ToString(CultureInfo.InvariantCulture);

    private string Shown(int index) => Markup.Escape(TerminalText.Clean(Name(index)));

    private static string Share(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);
}
