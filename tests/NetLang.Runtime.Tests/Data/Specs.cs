using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Tests.Data;

/// <summary>Specifications to bind data to. The batch comes first; a string is the symbol T.</summary>
internal static class Specs
{
    public static TensorSpec Tensor(string name, ElementType type, params object[] shape) => new(
        name,
        type,
        [
            DimensionSpec.Named("N", 0),
            .. shape.Select(extent => extent switch
            {
                string symbol => DimensionSpec.Named(symbol, 1),
                DimensionSpec dimension => dimension,
                _ => DimensionSpec.Constant(Convert.ToInt64(extent)),
            }),
        ]);

    public static ModelSpec Model(params TensorSpec[] inputs) => new()
    {
        Name = "Net",
        Variables = [],
        Symbols = ["N", "T"],
        BatchSymbol = 0,
        Inputs = inputs,
        Outputs = [],
    };
}
