using System.Reflection;
using System.Runtime.CompilerServices;

namespace ILGPU.Runtime.Code;

/// <summary>
/// The framework's methods that ILGPU has code for. All others it would translate as they are, and nearly all of them may
/// throw, or use what no device has: <c>Math.Clamp</c> and <c>MathF.Sign</c> throw, <c>MathF.Log2</c>, <c>Cbrt</c>,
/// <c>FusedMultiplyAdd</c> and <c>ReciprocalEstimate</c> are the processor's instructions.
/// </summary>
internal static class DeviceCalls
{
    private static readonly HashSet<string> Functions =
    [
        "Abs", "Acos", "Asin", "Atan", "Atan2", "Ceiling", "Cos", "Cosh", "Exp", "Floor", "Log", "Log10", "Max", "Min", "Pow",
        "Sin", "Sinh", "Sqrt", "Tan", "Tanh",
    ];

    private static readonly HashSet<string> Tests = ["IsFinite", "IsInfinity", "IsNaN"];

    private static readonly HashSet<string> BitCasts =
    [
        "DoubleToInt64Bits", "DoubleToUInt64Bits", "Int32BitsToSingle", "Int64BitsToDouble", "SingleToInt32Bits",
        "SingleToUInt32Bits", "UInt32BitsToSingle", "UInt64BitsToDouble",
    ];

    public static bool Include(MethodBase method) => method.DeclaringType is { } type && (
        ((type == typeof(Math) || type == typeof(MathF)) && Functions.Contains(method.Name))
        || ((type == typeof(float) || type == typeof(double)) && Tests.Contains(method.Name))
        || (type == typeof(BitConverter) && BitCasts.Contains(method.Name))
        || (type == typeof(Unsafe) && method.Name == "As")
        || (method.IsConstructor && DeviceTypes.Include(type)));
}
