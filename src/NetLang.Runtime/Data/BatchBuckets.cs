using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Data;

/// <summary>Buckets of the rows that feed a program: what a batch's symbol is, and which column is cut to it.</summary>
/// <param name="Symbol">The number of the symbol that is the length.</param>
/// <param name="Column">The number of the column.</param>
internal sealed record BatchBuckets(int Symbol, int Column, RowBuckets Rows)
{
    /// <summary>Those of the columns; null where none has any.</summary>
    /// <param name="columns">In the order of the tensors.</param>
    /// <exception cref="NetLangException">The length of the tensor is not chosen at run time, or another one has it too.</exception>
    public static BatchBuckets? Of(ModelSpec model, TensorSpec[] tensors, DataColumn[] columns)
    {
        if (Array.FindIndex(columns, column => column.Buckets is not null) is not (>= 0 and var index))
            return null;
        var tensor = tensors[index];
        if (tensor.Shape is not [_, { Symbol: >= 0 and var symbol }, ..] || columns[index].RowShape.Count != tensor.Shape.Length - 1)
            throw Unfit(
                $"column '{columns[index].Name}' is in buckets, and '{tensor.Name}' of {model.Name} is "
                + $"{SymbolBinding.Describe(tensor)}, whose length is not chosen at run time");
        if (tensors.FirstOrDefault(other => other != tensor && other.Shape.Any(dimension => dimension.Uses(symbol))) is { } other)
            throw Unfit(
                $"column '{columns[index].Name}' is in buckets, and '{other.Name}', {SymbolBinding.Describe(other)}, has its length too");
        return new(symbol, index, columns[index].Buckets!);
    }

    private static NetLangException Unfit(string problem) => new(
        DataErrors.ShapeMismatch, problem, "give the length a name of its own, as in i32[N, T], or the data one length in place of `buckets`");
}
