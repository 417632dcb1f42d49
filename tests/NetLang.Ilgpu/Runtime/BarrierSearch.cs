using System.Reflection;

namespace ILGPU.Runtime;

/// <summary>
/// Finds whether a kernel can reach a barrier, or a shuffle: lanes of one that cannot need no threads of their own. It looks for call
/// instructions in the bytes of the method; a byte that only looks like one does no harm.
/// </summary>
internal static class BarrierSearch
{
    private const byte Call = 0x28;

    public static bool Reaches(MethodBase method) => Reaches(method, []);

    private static bool Reaches(MethodBase method, HashSet<MethodBase> seen)
    {
        if ((method.DeclaringType == typeof(Group) && method.Name == nameof(Group.Barrier))
            || (method.DeclaringType == typeof(Warp) && method.Name == nameof(Warp.ShuffleDown)))
            return true;
        if (!seen.Add(method) || method.DeclaringType?.Assembly == typeof(object).Assembly)
            return false;
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] != Call)
                continue;
            if (Resolve(method, BitConverter.ToInt32(code, i + 1)) is { } callee && Reaches(callee, seen))
                return true;
        }

        return false;
    }

    private static MethodBase? Resolve(MethodBase caller, int token)
    {
        try
        {
            return caller.Module.ResolveMethod(
                token,
                caller.DeclaringType?.GetGenericArguments(),
                caller.IsGenericMethod ? caller.GetGenericArguments() : null);
        }
        catch (Exception failure) when (failure is ArgumentException or BadImageFormatException)
        {
            return null;
        }
    }
}
