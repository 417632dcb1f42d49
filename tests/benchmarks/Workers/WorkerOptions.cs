using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetLang.Benchmarks.Workers;

/// <summary>A worker's command line: <c>name=value</c>.</summary>
internal sealed class WorkerOptions(IEnumerable<string> arguments)
{
    private readonly Dictionary<string, string> values =
        arguments.Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    public string Text(string name) => values[name];

    public int Number(string name) => int.Parse(values[name]);

    /// <summary>Lengths of the axes of an example: shape=</summary>
    public int[] Shape => [.. Text("shape").Split(',').Select(int.Parse)];

    /// <summary>Numbers in an example.</summary>
    public int Width => Shape.Aggregate((product, length) => product * length);

    /// <summary>The values in a file, little-endian and without a header.</summary>
    public T[] Values<T>(string name)
        where T : unmanaged
    {
        using var file = File.OpenRead(values[name]);
        var result = new T[file.Length / Unsafe.SizeOf<T>()];
        file.ReadExactly(MemoryMarshal.AsBytes(result.AsSpan()));
        return result;
    }
}
