using System.Runtime.InteropServices;

namespace NetLang.Benchmarks.Contest;

/// <summary>Files of numbers that contenders exchange: little-endian, without a header.</summary>
internal static class ResultFile
{
    public static float[] Read(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();

    public static void Write<T>(string path, T[] values)
        where T : unmanaged => File.WriteAllBytes(path, MemoryMarshal.AsBytes(values.AsSpan()));
}
