using System.Reflection;

namespace ILGPU.Runtime.Code;

/// <summary>The types that values in kernels may have.</summary>
internal static class DeviceTypes
{
    private static readonly HashSet<Type> Numbers =
    [
        typeof(bool), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long),
        typeof(ulong), typeof(float), typeof(double),
    ];

    /// <summary>
    /// Numbers, and structs that are made of them. Of the framework's only tuples: <c>Half</c>, <c>Vector4</c>, spans and the
    /// like have no code for a device.
    /// </summary>
    public static bool Include(Type type) =>
        type == typeof(void) || Numbers.Contains(type) || type.IsEnum
        || (type.IsByRef && Include(type.GetElementType()!))
        || (type is { IsValueType: true, IsPrimitive: false } && (IsTuple(type) || !IsOfFramework(type)) && HasAllowedFields(type));

    public static bool IsOfFramework(Type type) => type.Assembly == typeof(object).Assembly
        || type.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal);

    private static bool IsTuple(Type type) => type.IsGenericType && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    // What a view holds of this implementation is no matter of the kernel's.
    private static bool HasAllowedFields(Type type) => type.Assembly == typeof(DeviceTypes).Assembly
        || Array.TrueForAll(
            type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), field => Include(field.FieldType));
}
