namespace NetLang.Runtime.Generator;

/// <summary>An element type of vectors.</summary>
/// <param name="Prefix">Of the struct's name: F32 of F32x16.</param>
/// <param name="Name">The keyword of C#.</param>
/// <param name="Framework">The name in method names of the framework: AsSingle.</param>
/// <param name="Partner">The prefix of the type of as many bytes on the other side of float and integer.</param>
internal sealed record LaneType(string Prefix, string Name, string Framework, int Bytes, bool IsFloat, string Partner)
{
    /// <summary>32-bit float.</summary>
    public static readonly LaneType F32 = new("F32", "float", "Single", 4, true, "I32");

    /// <summary>64-bit float.</summary>
    public static readonly LaneType F64 = new("F64", "double", "Double", 8, true, "I64");

    /// <summary>32-bit integer.</summary>
    public static readonly LaneType I32 = new("I32", "int", "Int32", 4, false, "F32");

    /// <summary>64-bit integer.</summary>
    public static readonly LaneType I64 = new("I64", "long", "Int64", 8, false, "F64");

    /// <summary>All of them.</summary>
    public static readonly LaneType[] All = [F32, F64, I32, I64];

    /// <summary>The type on the other side.</summary>
    public LaneType Other => Array.Find(All, type => type.Prefix == Partner)!;
}
