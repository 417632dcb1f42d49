using System.Numerics;
using System.Runtime.InteropServices;
using NetLang.Runtime.Execution;
using NetLang.Runtime.Numerics;

namespace NetLang.Runtime.Training;

/// <summary>Whether weights are still numbers: the last update of an epoch is seen by no loss.</summary>
internal static class WeightChecks
{
    public static VariableSpec? FirstNotFinite(VariableStore store, VariableSpec[] variables)
    {
        for (var index = 0; index < variables.Length; index++)
        {
            var variable = variables[index];
            if (VariableStore.IsSaved(variable) && !IsFinite(store.Stored(index), variable.Type))
                return variable;
        }

        return null;
    }

    private static bool IsFinite(ReadOnlySpan<byte> bytes, ElementType type) => type switch
    {
        ElementType.F32 => IsFinite<float>(bytes),
        ElementType.F64 => IsFinite<double>(bytes),
        _ => true,
    };

    private static bool IsFinite<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        FiniteScan.IndexOfNotFinite(MemoryMarshal.Cast<byte, T>(bytes)) < 0;
}
