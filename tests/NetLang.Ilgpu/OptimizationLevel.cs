namespace ILGPU;

/// <summary>How much ILGPU's compiler does.</summary>
public enum OptimizationLevel
{
    O0,
    O1,
    O2,
}
