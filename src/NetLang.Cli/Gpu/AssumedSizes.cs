using NetLang.Cli.Profiling;
using NetLang.Compiler.IR;

namespace NetLang.Cli.Gpu;

/// <summary>
/// What a model's symbols are taken for where costs are estimated without running it: the batch as the train record has it,
/// all others as <c>profile</c> takes them for random data.
/// </summary>
internal static class AssumedSizes
{
    /// <summary>The sizes that the file says itself.</summary>
    public static IReadOnlyDictionary<string, long> Known(ModelDefinition model) =>
        model is { BatchSymbol: { } batch, Training: { } training }
            ? new Dictionary<string, long> { [batch] = training.BatchSize }
            : [];

    /// <summary>All sizes.</summary>
    public static IReadOnlyDictionary<string, long> All(ModelDefinition model) => model.Symbols.ToDictionary(
        symbol => symbol,
        symbol => Known(model).TryGetValue(symbol, out var size) ? size
            : symbol == model.BatchSymbol ? 1 : RandomData.OtherSize);

    /// <summary>A line that says where all sizes of a model come from; empty where it has no symbols.</summary>
    public static string Origins(ModelDefinition model)
    {
        var origins = All(model).Select(size => Known(model).ContainsKey(size.Key)
            ? $"{size.Key} = {size.Value}, the batch of its train record"
            : $"{size.Key} = {size.Value}, assumed, since it is known at run time only");
        return model.Symbols.IsEmpty ? "" : $"{model.Name} with {string.Join("; ", origins)}\n\n";
    }
}
