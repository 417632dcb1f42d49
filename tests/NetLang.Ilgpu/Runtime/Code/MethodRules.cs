using System.Reflection;
using System.Reflection.Emit;

namespace ILGPU.Runtime.Code;

/// <summary>What the body of a method may hold so that a device can run it, and what its tokens mean.</summary>
internal sealed class MethodRules(MethodBase method)
{
    // Not ldstr: a barrier is told where it stands. What else could be done with text is refused as a call.
    private static readonly Dictionary<OpCode, string> Refused = new()
    {
        [OpCodes.Throw] = "throws",
        [OpCodes.Rethrow] = "throws",
        [OpCodes.Newarr] = "makes an array",
        [OpCodes.Box] = "makes an object of a value",
        [OpCodes.Unbox] = "takes a value out of an object",
        [OpCodes.Unbox_Any] = "takes a value out of an object",
        [OpCodes.Castclass] = "uses an object",
        [OpCodes.Isinst] = "uses an object",
        [OpCodes.Ldnull] = "uses an object",
        [OpCodes.Ldtoken] = "uses reflection",
        [OpCodes.Ldftn] = "makes a delegate",
        [OpCodes.Ldvirtftn] = "makes a delegate",
        [OpCodes.Callvirt] = "calls a virtual method",
        [OpCodes.Calli] = "calls through a pointer",
        [OpCodes.Localloc] = "allocates on the stack",
        [OpCodes.Ldsfld] = "uses a static field",
        [OpCodes.Ldsflda] = "uses a static field",
        [OpCodes.Stsfld] = "uses a static field",
    };

    private readonly Type[] typeArguments = method.DeclaringType?.GetGenericArguments() ?? [];
    private readonly Type[] methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
    private readonly MethodBody body = method.GetMethodBody() ?? throw new KernelFault($"{method.Name} has no code");

    /// <summary>The instructions, each of which has been found right.</summary>
    public IEnumerable<Instruction> Checked()
    {
        if (body.ExceptionHandlingClauses.Count > 0)
            throw Fault("handles exceptions");
        foreach (var instruction in Instruction.Of(method))
        {
            if (Refused.TryGetValue(instruction.Code, out var what))
                throw Fault(what);
            if (instruction.Code.Name!.Contains(".ovf", StringComparison.Ordinal))
                throw Fault("checks for overflow");
        }

        var values = body.LocalVariables.Select(v => v.LocalType).Concat(method.GetParameters().Select(p => p.ParameterType));
        if (values.FirstOrDefault(type => !DeviceTypes.Include(type)) is { } wrong)
            throw Fault($"has a value of type {wrong.Name}");
        return Instructions();
    }

    public KernelFault Fault(string problem) => new($"{method.Name} {problem}, which no device can");

    public Type Type(Instruction instruction) =>
        method.Module.ResolveType((int)instruction.Operand, typeArguments, methodArguments);

    /// <param name="constraint">The type whose static member is called by way of an interface.</param>
    public MethodBase Callee(Instruction call, Type? constraint)
    {
        var callee = method.Module.ResolveMethod((int)call.Operand, typeArguments, methodArguments)!;
        if (constraint is null || callee.DeclaringType is not { IsInterface: true } declaring)
            return callee;
        var map = constraint.GetInterfaceMap(declaring);
        return map.TargetMethods[Array.FindIndex(map.InterfaceMethods, m => m.MetadataToken == callee.MetadataToken)];
    }

    private IEnumerable<Instruction> Instructions()
    {
        var before = default(Instruction?);
        foreach (var instruction in Instruction.Of(method))
        {
            if (instruction.Code == OpCodes.Newobj && Callee(instruction, null).DeclaringType is { IsValueType: false } made)
                throw Fault($"makes an object of class {made.Name}");
            if (before is { } value)
                CheckCast(instruction.Code, Produced(value));
            before = instruction;
            yield return instruction;
        }
    }

    /// <summary>A cast between integers of the same narrow width changes nothing on OpenCL and in PTX.</summary>
    private void CheckCast(OpCode cast, Type? from)
    {
        var isSame = (cast == OpCodes.Conv_I1 && from == typeof(byte)) || (cast == OpCodes.Conv_U1 && from == typeof(sbyte))
            || (cast == OpCodes.Conv_I2 && from == typeof(ushort)) || (cast == OpCodes.Conv_U2 && from == typeof(short));
        if (isSame)
            throw Fault($"casts {from!.Name} to another sign of the same width ({cast.Name})");
    }

    /// <summary>The narrow type of what an instruction leaves on the stack; null where it is another, or not known.</summary>
    private Type? Produced(Instruction instruction) => instruction.Code.Name switch
    {
        "conv.u1" or "ldind.u1" => typeof(byte),
        "conv.i1" or "ldind.i1" => typeof(sbyte),
        "conv.u2" or "ldind.u2" => typeof(ushort),
        "conv.i2" or "ldind.i2" => typeof(short),
        "ldfld" => method.Module.ResolveField((int)instruction.Operand, typeArguments, methodArguments)!.FieldType,
        "call" => (Callee(instruction, null) as MethodInfo)?.ReturnType,
        _ when instruction.Local is { } local => body.LocalVariables[local].LocalType,
        _ when instruction.Argument is { } argument => ArgumentType(argument),
        _ => null,
    };

    private Type? ArgumentType(int argument) => method.IsStatic ? method.GetParameters()[argument].ParameterType
        : argument > 0 ? method.GetParameters()[argument - 1].ParameterType
        : null;
}
