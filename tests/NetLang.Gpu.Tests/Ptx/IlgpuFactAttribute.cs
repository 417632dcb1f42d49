using System;
using Xunit;

namespace NetLang.Gpu.Tests.Ptx;

/// <summary>A test that needs ILGPU itself: the test implementation translates nothing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class IlgpuFactAttribute : FactAttribute
{
#if !USE_ILGPU
    public IlgpuFactAttribute() =>
        Skip = "ILGPU 1.5.3 is not restored, so nothing is translated here; build with -p:UseIlgpu=true";
#endif
}
