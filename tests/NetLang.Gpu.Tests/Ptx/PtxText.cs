using System;
using System.Reflection;

namespace NetLang.Gpu.Tests.Ptx;

/// <summary>What ILGPU makes of a kernel for NVIDIA's devices, none of which it needs for that.</summary>
internal static partial class PtxText
{
    public static string Of(MethodInfo kernel)
    {
        string? text = null;
        Translate(kernel, ref text);
        return text ?? throw new InvalidOperationException("the test implementation of ILGPU translates nothing");
    }

    static partial void Translate(MethodInfo kernel, ref string? text);
}
