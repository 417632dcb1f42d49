using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetLang.Runtime.Simd;

/// <summary>
/// What the machine has. Conditions on these are constants to the JIT, which drops the branches not taken.
/// </summary>
public static class VectorHardware
{
    /// <summary>Whether a product and a sum round once.</summary>
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>Bits of the widest vector worth using: 512, 256 or 128.</summary>
    public static int Bits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
