using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace NetLang.Runtime.Simd;

/// <summary>Asks for memory before it is needed.</summary>
internal static unsafe class Prefetching
{
    /// <summary>Brings a cache line near, where the processor has SSE; any address will do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}
