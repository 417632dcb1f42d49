using System.Globalization;
using System.Runtime.Intrinsics;
using NetLang.Runtime.Simd;
using Xunit;

namespace NetLang.Testing;

/// <summary>
/// Which vectors numeric tests run on. A run with instruction sets switched off says in NETLANG_EXPECT_WIDTH what it must
/// get (256, 128, or 0 for none), so that a switch without effect fails a test in every project.
/// </summary>
public static class VectorWidth
{
    /// <summary>Bits of the vectors in use; 0 where the hardware's are switched off.</summary>
    public static int InUse => Vector128.IsHardwareAccelerated ? VectorHardware.Bits : 0;

    /// <summary>Fails where the variable is set and another width is in use.</summary>
    public static void AssertAsExpected()
    {
        if (Environment.GetEnvironmentVariable("NETLANG_EXPECT_WIDTH") is { Length: > 0 } width)
            Assert.Equal(int.Parse(width, CultureInfo.InvariantCulture), InUse);
    }
}
