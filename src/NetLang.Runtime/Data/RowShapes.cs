using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Data;

/// <summary>
/// Holds rows of columns against the shapes of tensors, whose first dimension is the batch. A dimension of one symbol (T,
/// 2 * H + 1) binds it where the row has as many axes as the tensor; equal sizes are enough elsewhere ([28, 28] feeds
/// [N, 784], a scalar feeds [N, 1]).
/// </summary>
internal static class RowShapes
{
    /// <returns>The symbols' values; 1 for the batch.</returns>
    /// <exception cref="NetLangException">A row does not fit, or the model has no batch.</exception>
    public static long[] Bind(ModelSpec model, TensorSpec[] tensors, DataColumn[] columns)
    {
        var symbols = new long[model.Symbols.Length];
        Array.Fill(symbols, SymbolBinding.Unbound);
        foreach (var tensor in tensors)
        {
            if (model.BatchSymbol < 0 || tensor.Shape.Length == 0 || tensor.Shape[0].Symbol != model.BatchSymbol)
                throw new NetLangException(
                    DataErrors.ShapeMismatch,
                    $"'{tensor.Name}' of {model.Name} is {SymbolBinding.Describe(tensor)}: its first dimension is not "
                    + "the batch, so no dataset can feed it",
                    "make the first dimension of every input the same upper-case name, as in f32[N, 784]");
        }

        symbols[model.BatchSymbol] = 1;
        for (var index = 0; index < tensors.Length; index++)
            BindSymbols(tensors[index], columns[index], symbols);
        for (var index = 0; index < tensors.Length; index++)
            Check(model, tensors[index], columns[index], symbols);
        return symbols;
    }

    private static void BindSymbols(TensorSpec tensor, DataColumn column, long[] symbols)
    {
        if (column.RowShape.Count != tensor.Shape.Length - 1)
            return;
        for (var axis = 1; axis < tensor.Shape.Length; axis++)
        {
            if (tensor.Shape[axis].Solve(column.RowShape[axis - 1]) is { } value
                && tensor.Shape[axis].Symbols[0] is var symbol && symbols[symbol] == SymbolBinding.Unbound)
            {
                symbols[symbol] = value;
            }
        }
    }

    private static void Check(ModelSpec model, TensorSpec tensor, DataColumn column, long[] symbols)
    {
        var unbound = tensor.Shape.FirstOrDefault(
            dimension => dimension.Symbols.Any(symbol => symbols[symbol] == SymbolBinding.Unbound));
        var size = unbound is null ? SymbolBinding.ElementCount(tensor, symbols) : -1;
        if (size == column.RowLength && !DiffersByAxis(tensor, column, symbols))
            return;
        var values = symbols.Index()
            .Where(symbol => symbol.Index != model.BatchSymbol && symbol.Item >= 0)
            .Select(symbol => $"{model.Symbols[symbol.Index]} = {symbol.Item}");
        var binding = string.Join(", ", values);
        throw new NetLangException(
            DataErrors.ShapeMismatch,
            $"a row of column '{column.Name}' is [{string.Join(", ", column.RowShape)}], which does not fit "
            + $"'{tensor.Name}': {SymbolBinding.Describe(tensor)}{(binding.Length > 0 ? $" with {binding}" : "")}",
            size >= 0 ? $"it needs {size} values a row, and the data have {column.RowLength}"
            : column.RowShape.Count < tensor.Shape.Length - 1 || unbound!.Slope == 0
                ? $"{unbound!.Text} cannot be found: give the column a row of {tensor.Shape.Length - 1} axes"
            : $"no size of {model.Symbols[unbound.Symbols[0]]} makes {unbound.Text} what the data have there");
    }

    // With symbols in it, a shape of equal rank must agree axis by axis: [2, 3] does not feed [N, T, 2] as T = 3.
    private static bool DiffersByAxis(TensorSpec tensor, DataColumn column, long[] symbols)
    {
        if (column.RowShape.Count != tensor.Shape.Length - 1 || tensor.Shape.Skip(1).All(d => d.Symbols.Length == 0))
            return false;
        for (var axis = 1; axis < tensor.Shape.Length; axis++)
        {
            if (tensor.Shape[axis].Evaluate(symbols) != column.RowShape[axis - 1])
                return true;
        }

        return false;
    }
}
