namespace NetLang.Runtime.Weights;

/// <summary>The element types of safetensors, ours and those that are only skipped.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, int Size, ElementType? Element)[] All =
    [
        ("F32", 4, ElementType.F32),
        ("F64", 8, ElementType.F64),
        ("F16", 2, ElementType.F16),
        ("BF16", 2, ElementType.BF16),
        ("I32", 4, ElementType.I32),
        ("I64", 8, ElementType.I64),
        ("U8", 1, ElementType.U8),
        ("BOOL", 1, ElementType.Bool),
        ("I8", 1, null),
        ("I16", 2, null),
        ("U16", 2, null),
        ("U32", 4, null),
        ("U64", 8, null),
        ("F8_E4M3", 1, null),
        ("F8_E5M2", 1, null),
    ];

    public static (int Size, ElementType? Element)? Find(string name)
    {
        foreach (var type in All)
        {
            if (type.Name == name)
                return (type.Size, type.Element);
        }

        return null;
    }

    public static string NameOf(ElementType element) => Array.Find(All, type => type.Element == element).Name;
}
