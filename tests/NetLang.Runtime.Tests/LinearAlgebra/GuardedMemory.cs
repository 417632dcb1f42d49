using System.Runtime.InteropServices;

namespace NetLang.Runtime.Tests.LinearAlgebra;

/// <summary>
/// Memory that ends where a page ends, before one that nobody may touch: a read past its end ends the process. On
/// systems other than Linux it is ordinary memory.
/// </summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int NoAccess = 0;
    private const int ReadAndWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly void* start;
    private readonly nuint reserved;

    public GuardedMemory(long bytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            start = Data = (byte*)NativeMemory.Alloc((nuint)bytes);
            return;
        }

        long page = Environment.SystemPageSize;
        var usable = (bytes + page - 1) / page * page;
        reserved = (nuint)(usable + page);
        start = Map(null, reserved, NoAccess, PrivateAnonymous, -1, 0);
        if ((nint)start == -1 || (usable > 0 && Protect(start, (nuint)usable, ReadAndWrite) != 0))
            throw new OutOfMemoryException();
        Data = (byte*)start + usable - bytes;
    }

    public byte* Data { get; }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
            _ = Unmap(start, reserved);
        else
            NativeMemory.Free(start);
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);
}
