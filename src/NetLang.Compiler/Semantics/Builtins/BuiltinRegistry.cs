namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>All functions of the language itself, a table for each kind.</summary>
public static class BuiltinRegistry
{
    public static IEnumerable<BuiltinFunction> All { get; } =
    [
        .. ElementwiseBuiltins.Table,
        .. ReductionBuiltins.Table,
        .. MovementBuiltins.Table,
        .. PlacementBuiltins.Table,
        .. WindowBuiltins.Table,
        .. ConvolutionBuiltins.Table,
        .. CreationBuiltins.Table,
        .. IndexedBuiltins.Table,
        .. ListBuiltins.Table,
        .. RequirementBuiltins.Table,
        .. LayerBuiltins.Table,
        .. ScanBuiltins.Table,
        .. DataSources.Table,
        .. TextDataSources.Table,
        .. Tokenizers.Table,
        .. DataTransforms.Table,
        .. RandomDataTransforms.Table,
        .. SelectionBuiltins.Table,
    ];
}
