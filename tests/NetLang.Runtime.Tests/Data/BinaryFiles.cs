using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace NetLang.Runtime.Tests.Data;

/// <summary>IDX and NPY files for tests.</summary>
internal static class BinaryFiles
{
    public static byte[] Idx(byte type, int[] shape, params byte[] elements)
    {
        var extents = shape.SelectMany(extent =>
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, extent);
            return bytes;
        });
        return [0, 0, type, (byte)shape.Length, .. extents, .. elements];
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return stream.ToArray();
    }

    public static byte[] Npy(string type, string shape, byte[] elements, byte version = 1, string order = "False")
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': {shape}, }}\n";
        byte[] length = version == 1
            ? BitConverter.GetBytes((ushort)header.Length)
            : BitConverter.GetBytes(header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.UTF8.GetBytes(header), .. elements];
    }
}
