using System.Text;

namespace NetLang.Runtime.Tests.Weights;

/// <summary>Safetensors files for tests, sound and unsound.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A sound file of tensors behind each other.</summary>
    public static byte[] File(params (string Name, string Type, string Shape, byte[] Data)[] tensors)
    {
        var position = 0;
        var entries = tensors.Select(tensor =>
        {
            var start = position;
            position += tensor.Data.Length;
            return $$"""
                "{{tensor.Name}}":
                {"dtype":"{{tensor.Type}}","shape":{{tensor.Shape}},"data_offsets":[{{start}},{{position}}]}
                """;
        });
        return Raw("{" + string.Join(",", entries) + "}", [.. tensors.SelectMany(tensor => tensor.Data)]);
    }

    /// <summary>The weights of a <see cref="Models.LineModel"/>, the first in a type of choice, the bias 0.5.</summary>
    public static byte[] Line(string type, byte[] weight) =>
        File(("line.weight", type, "[3]", weight), ("line.bias", "F32", "[1]", BitConverter.GetBytes(0.5f)));

    /// <summary>A file with any header.</summary>
    public static byte[] Raw(string header, byte[] data)
    {
        var bytes = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)bytes.Length), .. bytes, .. data];
    }
}
