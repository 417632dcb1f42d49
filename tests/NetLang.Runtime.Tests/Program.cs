using System.Reflection;
using System.Runtime.CompilerServices;
using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Tests;

/// <summary>
/// Has the JIT compile the micro-kernels that are named, without running them: the process whose listing
/// <see cref="LinearAlgebra.MachineCodeTests"/> reads.
/// </summary>
internal static class Program
{
    private const BindingFlags Kernels = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static void Main(string[] arguments)
    {
        foreach (var name in arguments)
        {
            var type = typeof(Gemm).Assembly.GetType($"{typeof(Gemm).Namespace}.{name}", throwOnError: true)!;
            foreach (var kernel in type.GetMethods(Kernels))
                RuntimeHelpers.PrepareMethod(kernel.MethodHandle);
        }
    }
}
