using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetLang.Runtime.Simd;

/// <summary>The bytes of u8 and bool buffers on their way to and from integer lanes.</summary>
internal static unsafe class PackedBytes
{
    /// <summary>Loads exactly 16, 8, 4 or 2 bytes into the low end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(byte* source, int count) => count switch
    {
        16 => Vector128.Load(source),
        8 => Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(source)).AsByte(),
        4 => Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(source)).AsByte(),
        _ => Vector128.CreateScalar(Unsafe.ReadUnaligned<ushort>(source)).AsByte(),
    };

    public static Vector128<byte> LoadPartial(byte* source, nint count) =>
        LaneMemory.Load<Vector128<byte>, byte>(source, 1, count);

    /// <summary>Stores exactly 16, 8, 4 or 2 bytes of the low end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<byte> bytes, byte* destination, int count)
    {
        switch (count)
        {
            case 16: bytes.Store(destination); break;
            case 8: Unsafe.WriteUnaligned(destination, bytes.AsUInt64().ToScalar()); break;
            case 4: Unsafe.WriteUnaligned(destination, bytes.AsUInt32().ToScalar()); break;
            default: Unsafe.WriteUnaligned(destination, bytes.AsUInt16().ToScalar()); break;
        }
    }

    public static void StorePartial(Vector128<byte> bytes, byte* destination, nint count) =>
        LaneMemory.Store(bytes, destination, 1, count);

    /// <summary>For hardware without an instruction.</summary>
    public static TVector Widen<TVector, T>(Vector128<byte> bytes)
        where TVector : unmanaged
        where T : unmanaged, INumberBase<T>
    {
        TVector vector;
        var lanes = (T*)&vector;
        for (var lane = 0; lane < sizeof(TVector) / sizeof(T); lane++)
            lanes[lane] = T.CreateTruncating(bytes[lane]);
        return vector;
    }

    /// <summary>The lowest byte of each lane, of two vectors side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Narrow(Vector128<int> lower, Vector128<int> upper) =>
        Vector128.Narrow(Vector128.Narrow(lower, upper), Vector128<short>.Zero).AsByte();

    /// <summary>For hardware without an instruction.</summary>
    public static Vector128<byte> Narrow<TVector, T>(TVector vector)
        where TVector : unmanaged
        where T : unmanaged, INumberBase<T>
    {
        Vector128<byte> bytes = default;
        var lanes = (T*)&vector;
        for (var lane = 0; lane < sizeof(TVector) / sizeof(T); lane++)
            ((byte*)&bytes)[lane] = byte.CreateTruncating(lanes[lane]);
        return bytes;
    }
}
