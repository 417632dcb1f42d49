using System.Globalization;
using NetLang.Compiler.IR;
using NetLang.Runtime.Execution;
using Spectre.Console;

namespace NetLang.Cli.Output;

/// <summary>The layers of a model as a tree, with what each puts out, holds and costs for one example.</summary>
internal static class LayerTable
{
    public static Table Render(ModelDefinition model, ModelCost cost)
    {
        var innermost = model.Layers.Where(l => !model.Layers.Any(other => IsIn(other.Path, l.Path)));
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("layer").Footer("total"));
        table.AddColumn("output");
        AddNumbers("parameters", Parameters(model, within: null));
        var frozen = model.Variables.Where(v => v.Kind == VariableKind.FrozenParameter).ToList();
        if (frozen.Count > 0)
            AddNumbers("frozen", Size(frozen));
        AddNumbers("FLOPs", cost.Flops);
        AddNumbers("activations", innermost.Aggregate(Dim.Zero, (sum, layer) => sum + Activations(layer)), Bytes);
        foreach (var input in model.Inputs)
            table.AddRow(Markup.Escape(input.Name), Markup.Escape(input.Type.ToString()));
        foreach (var layer in model.Layers)
        {
            var outer = model.Layers.Where(other => IsIn(layer.Path, other.Path)).ToList();
            var name = outer.Count == 0 ? layer.Path : layer.Path[(outer.Max(other => other.Path.Length) + 1)..];
            var kind = LayerNames.IsAfter(name, layer.Definition) ? "" : $" ({layer.Definition})";
            table.AddRow(
            [
                new string(' ', 2 * outer.Count) + Markup.Escape(name + kind),
                Markup.Escape(layer.Output?.ToString() ?? ""),
                Count(Parameters(model, layer.Path)),
                .. frozen.Count > 0 ? [Count(Size(frozen.Where(v => IsIn(v.Path, layer.Path))))] : (string[])[],
                Count(cost.OfOneExample(layer.Flops)),
                Bytes(Activations(layer)),
            ]);
        }

        return table;

        void AddNumbers(string heading, Dim total, Func<Dim, string>? format = null) => table.AddColumn(
            new TableColumn(heading).Footer(Markup.Escape((format ?? Count)(total))).RightAligned());

        Dim Activations(LayerInstance layer) =>
            layer.Output is { } type ? cost.OfOneExample(ModelCost.Bytes(type)) : Dim.Zero;
    }

    /// <summary>Bytes in the unit that suits them; a size that depends on a symbol as it is.</summary>
    public static string Bytes(Dim bytes) => !bytes.IsConstant ? $"{bytes} B" : bytes.ConstantValue switch
    {
        < 1 << 10 and var few => $"{few} B",
        < 1 << 20 and var some => string.Create(CultureInfo.InvariantCulture, $"{some / 1024.0:F1} KB"),
        var many => string.Create(CultureInfo.InvariantCulture, $"{many / 1048576.0:F1} MB"),
    };

    private static string Count(Dim count) => !count.IsConstant
        ? count.ToString()
        : count.IsZero ? "" : count.ConstantValue.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The number of weights of a layer, or of the model.</summary>
    private static Dim Parameters(ModelDefinition model, string? within) => Size(model.Variables
        .Where(v => v.Kind is VariableKind.Parameter or VariableKind.FrozenParameter)
        .Where(v => within is null || IsIn(v.Path, within)));

    private static Dim Size(IEnumerable<Variable> variables) =>
        variables.Aggregate(Dim.Zero, (sum, variable) => sum + variable.Type.Shape.Size);

    private static bool IsIn(string path, string layer) => path.StartsWith(layer + ".", StringComparison.Ordinal);
}
