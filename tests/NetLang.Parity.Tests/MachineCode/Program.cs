using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using NetLang.Runtime.Execution;
using NetLang.Runtime.Simd;

namespace NetLang.Parity.Tests.MachineCode;

/// <summary>
/// Has the JIT compile the kernels of an assembly, without running them, and prints what it did not inline for want of
/// locals, or that vectors are wider than its second argument says: the process whose output
/// <see cref="InliningTests"/> reads.
/// </summary>
internal static class Program
{
    private const BindingFlags Kernels =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static int Main(string[] arguments)
    {
        if (VectorHardware.Bits > int.Parse(arguments[1], CultureInfo.InvariantCulture))
            Console.WriteLine($"vectors of {VectorHardware.Bits} bits are in use, not of {arguments[1]}");
        using var log = new InliningLog();
        var programs = AssemblyLoadContext.Default.LoadFromAssemblyPath(arguments[0]).GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CompiledProgram)));
        var isComplete = true;
        foreach (var program in programs)
        {
            var vectors = program.GetGenericArguments().Select(parameter => Vector(parameter, program)).ToArray();
            var type = vectors.Length == 0 ? program : program.MakeGenericType(vectors);
            foreach (var kernel in type.GetMethods(Kernels))
                RuntimeHelpers.PrepareMethod(kernel.MethodHandle, [.. vectors.Select(vector => vector.TypeHandle)]);
            isComplete &= log.WaitForControl(); // after each, or there are more events than their buffer holds
        }

        foreach (var line in log.Failures)
            Console.WriteLine(line);
        return isComplete ? 0 : 1;
    }

    /// <summary>What the emitted code takes for a type parameter on this machine; see VectorParameters.</summary>
    private static Type Vector(Type parameter, Type program)
    {
        var isMixed = program.GetGenericArguments().Any(p => p.Name == "H");
        var narrow = VectorHardware.Bits / 32;
        var wide = isMixed ? Math.Max(4, narrow / 2) : narrow / 2;
        var name = parameter.Name switch
        {
            "F" => $"F32x{narrow}",
            "I" => $"I32x{narrow}",
            "D" => $"F64x{wide}",
            "L" => $"I64x{wide}",
            "H" => $"F32x{wide}",
            "J" => $"I32x{wide}",
            _ => $"Lanes{wide}",
        };
        return typeof(VectorHardware).Assembly.GetType($"{typeof(VectorHardware).Namespace}.{name}", throwOnError: true)!;
    }
}
