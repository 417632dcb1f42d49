using System.Reflection;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;

namespace NetLang.Gpu.Tests.Ptx;

internal static partial class PtxText
{
    static partial void Translate(MethodInfo kernel, ref string? text)
    {
        // A kernel that cannot be translated spoils its context.
        using var context = Context.Create(b => b.Default().EnableAlgorithms().Optimize(OptimizationLevel.O2));
        using var backend = new PTXBackend(context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_80, null!);
        var compiled = backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), default);
        text = ((PTXCompiledKernel)compiled).PTXAssembly;
    }
}
