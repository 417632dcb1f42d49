using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace ILGPU.Runtime.Code;

/// <summary>
/// What a kernel, with all that it calls, is made of. ILGPU translates a small part of what C# can say, and says so only on a
/// device; here whatever lies outside that part is refused when a kernel is loaded.
/// </summary>
/// <param name="MeetsLanes">Whether lanes can wait for each other in it. In one where they cannot, they need no threads.</param>
/// <param name="SharedBytes">Shared memory of a group: each place that asks for some has its own.</param>
internal sealed record KernelCode(bool MeetsLanes, int SharedBytes)
{
    /// <summary>What graphics cards have at least, of those that OpenCL drives; CUDA gives any group 48 KiB.</summary>
    private const int MostSharedBytes = 32 * 1024;

    private static readonly KernelCode Nothing = new(false, 0);

    /// <exception cref="KernelFault">A device cannot run the kernel.</exception>
    public static KernelCode Of(MethodBase kernel)
    {
        var code = new Reader().Read(kernel);
        return code.SharedBytes <= MostSharedBytes ? code : throw new KernelFault(
            $"{kernel.Name} takes {code.SharedBytes} bytes of shared memory a group; there are {MostSharedBytes}");
    }

    public static KernelCode operator +(KernelCode a, KernelCode b) =>
        new(a.MeetsLanes || b.MeetsLanes, a.SharedBytes + b.SharedBytes);

    /// <summary>Goes through the methods that a kernel reaches, each once.</summary>
    private sealed class Reader
    {
        private readonly Dictionary<MethodBase, KernelCode?> known = []; // null while it is read

        public KernelCode Read(MethodBase method)
        {
            if (known.TryGetValue(method, out var code))
                return code ?? throw new KernelFault($"{method.Name} calls itself, directly or by others");
            known.Add(method, null);
            var rules = new MethodRules(method);
            code = Nothing;
            Instruction? before = null;
            Type? constraint = null;
            foreach (var instruction in rules.Checked())
            {
                if (instruction.Code == OpCodes.Constrained)
                    constraint = rules.Type(instruction);
                else if (instruction.Code == OpCodes.Call || instruction.Code == OpCodes.Newobj)
                    code += Call(rules.Callee(instruction, constraint), before, rules);
                if (instruction.Code != OpCodes.Constrained)
                    constraint = null;
                before = instruction;
            }

            known[method] = code;
            return code;
        }

        private KernelCode Call(MethodBase callee, Instruction? argument, MethodRules rules)
        {
            var type = callee.DeclaringType!;
            if (type.Assembly != typeof(KernelCode).Assembly)
            {
                if (!DeviceTypes.IsOfFramework(type))
                    return Read(callee);
                return DeviceCalls.Include(callee) ? Nothing : throw rules.Fault($"calls {type.Name}.{callee.Name}");
            }

            if (type == typeof(SharedMemory) || type == typeof(LocalMemory))
            {
                var elements = argument?.Constant ?? throw rules.Fault("allocates memory whose size is no constant");
                return type == typeof(SharedMemory) ? new(false, elements * Size(callee.GetGenericArguments()[0])) : Nothing;
            }

            // What is no property of a group, or of a warp, brings its lanes together.
            return Nothing with { MeetsLanes = (type == typeof(Group) || type == typeof(Warp)) && !callee.IsSpecialName };
        }

        private static int Size(Type element) =>
            (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(element).Invoke(null, null)!;
    }
}
