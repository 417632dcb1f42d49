using System.Reflection;
using System.Reflection.Emit;

namespace ILGPU.Runtime.Code;

/// <summary>One instruction of a method.</summary>
/// <param name="Operand">A token, a number, or what else stands behind the opcode, as bits; 0 where nothing does.</param>
internal readonly record struct Instruction(OpCode Code, long Operand)
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The instructions of a method in order; none where it has no body.</summary>
    public static IEnumerable<Instruction> Of(MethodBase method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var at = 0;
        while (at < bytes.Length)
        {
            var isLong = bytes[at] == 0xFE; // the prefix of opcodes of two bytes
            var code = Codes[isLong ? unchecked((short)(0xFE00 | bytes[at + 1])) : bytes[at]];
            at += code.Size;
            var (operand, size) = Read(code, bytes.AsSpan(at));
            at += size;
            yield return new(code, operand);
        }
    }

    private static (long Operand, int Size) Read(OpCode code, ReadOnlySpan<byte> rest) => code.OperandType switch
    {
        OperandType.InlineNone => (0, 0),
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI => ((sbyte)rest[0], 1),
        OperandType.ShortInlineVar => (rest[0], 1),
        OperandType.InlineVar => (BitConverter.ToUInt16(rest), 2),
        OperandType.InlineI8 or OperandType.InlineR => (BitConverter.ToInt64(rest), 8),
        OperandType.InlineSwitch => (0, 4 + (4 * BitConverter.ToInt32(rest))),
        _ => (BitConverter.ToInt32(rest), 4),
    };

    /// <summary>The number that it puts on the stack; null where it is another instruction.</summary>
    public int? Constant => Code.Name switch
    {
        "ldc.i4" or "ldc.i4.s" => (int)Operand,
        "ldc.i4.m1" => -1,
        { } name when name.StartsWith("ldc.i4.", StringComparison.Ordinal) => name[^1] - '0',
        _ => null,
    };

    /// <summary>The number of the local variable that it loads; null where it is another instruction.</summary>
    public int? Local => Variable("ldloc");

    /// <summary>The number of the argument that it loads; null where it is another instruction.</summary>
    public int? Argument => Variable("ldarg");

    private int? Variable(string load) =>
        Code.Name == load || Code.Name == load + ".s" ? (int)Operand
        : Code.Name!.StartsWith(load + ".", StringComparison.Ordinal) ? Code.Name[^1] - '0'
        : null;
}
