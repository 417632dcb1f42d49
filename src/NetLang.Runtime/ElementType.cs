namespace NetLang.Runtime;

/// <summary>What a tensor holds. <see cref="F16"/> and <see cref="BF16"/> are for storage only.</summary>
public enum ElementType : byte
{
    /// <summary>32-bit IEEE float.</summary>
    F32,

    /// <summary>64-bit IEEE float.</summary>
    F64,

    /// <summary>32-bit signed integer.</summary>
    I32,

    /// <summary>64-bit signed integer.</summary>
    I64,

    /// <summary>8-bit unsigned integer.</summary>
    U8,

    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>16-bit IEEE float.</summary>
    F16,

    /// <summary>The upper half of a 32-bit IEEE float.</summary>
    BF16,
}

/// <summary>Facts about element types.</summary>
public static class ElementTypes
{
    /// <summary>Bytes an element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.F64 or ElementType.I64 => 8,
        ElementType.F32 or ElementType.I32 => 4,
        ElementType.F16 or ElementType.BF16 => 2,
        _ => 1,
    };

    /// <summary>Whether elements are floating-point numbers.</summary>
    public static bool IsFloat(this ElementType type) =>
        type is ElementType.F32 or ElementType.F64 or ElementType.F16 or ElementType.BF16;

    /// <summary>Whether elements are integers (bool is not).</summary>
    public static bool IsInteger(this ElementType type) =>
        type is ElementType.I32 or ElementType.I64 or ElementType.U8;

    /// <summary>The name in NetLang: <c>f32</c>.</summary>
    public static string Name(this ElementType type) => type switch
    {
        ElementType.F32 => "f32",
        ElementType.F64 => "f64",
        ElementType.I32 => "i32",
        ElementType.I64 => "i64",
        ElementType.U8 => "u8",
        ElementType.Bool => "bool",
        ElementType.F16 => "f16",
        _ => "bf16",
    };

    /// <summary>The element type that a .NET type holds.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ElementType Of<T>()
        where T : unmanaged
    {
        // The JIT knows T, so that one branch remains.
        if (typeof(T) == typeof(float))
            return ElementType.F32;
        if (typeof(T) == typeof(double))
            return ElementType.F64;
        if (typeof(T) == typeof(int))
            return ElementType.I32;
        if (typeof(T) == typeof(long))
            return ElementType.I64;
        if (typeof(T) == typeof(byte))
            return ElementType.U8;
        if (typeof(T) == typeof(bool))
            return ElementType.Bool;
        if (typeof(T) == typeof(Half))
            return ElementType.F16;
        throw new ArgumentException($"no NetLang element type is held by {typeof(T).Name}");
    }
}
