using System.Runtime.InteropServices;

namespace ILGPU.Runtime;

/// <summary>
/// Launches and copies in order. As late as a device may be, copies are made: from the host when something needs them, to
/// the host when it waits. So who changes memory that is still to be copied, or reads what has not come yet, is seen.
/// </summary>
public sealed unsafe class AcceleratorStream : IDisposable
{
    private readonly List<(nint From, nint To, long Bytes)> uploads = [];
    private readonly List<(long From, nint To, long Bytes)> downloads = [];
    private byte* seen;
    private long seenBytes;
    private long seenCapacity;

    ~AcceleratorStream() => NativeMemory.Free(seen);

    /// <summary>Bytes that were copied from the device to the host.</summary>
    public long BytesToHost { get; private set; }

    /// <summary>What went wrong on the device, which is told to who waits; null for nothing.</summary>
    public AcceleratorException? Failure { get; set; }

    /// <summary>Whether a failure is told to who asks for anything else, too, as CUDA does.</summary>
    public bool TellsEveryone { get; set; }

    public void Synchronize()
    {
        if (Failure is not null)
            throw Failure;
        MakeUploads();
        foreach (var (from, to, bytes) in downloads)
            Buffer.MemoryCopy(seen + from, (void*)to, bytes, bytes);
        downloads.Clear();
        seenBytes = 0;
    }

    public void Dispose()
    {
        NativeMemory.Free(seen);
        seen = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Fails where the device has, and tells everyone.</summary>
    internal void Ask()
    {
        if (TellsEveryone && Failure is not null)
            throw Failure;
    }

    internal void BeginLaunch()
    {
        Ask();
        MakeUploads();
    }

    internal void Upload(byte* from, byte* to, long bytes)
    {
        Ask();
        uploads.Add(((nint)from, (nint)to, bytes));
    }

    /// <summary>What the device has now, the host sees when it waits; NaN before.</summary>
    internal void Download(byte* from, byte* to, long bytes)
    {
        Ask();
        MakeUploads();
        BytesToHost += bytes;
        if (seenBytes + bytes > seenCapacity)
        {
            seenCapacity = 2 * (seenBytes + bytes);
            seen = (byte*)NativeMemory.Realloc(seen, (nuint)seenCapacity);
        }

        Buffer.MemoryCopy(from, seen + seenBytes, bytes, bytes);
        downloads.Add((seenBytes, (nint)to, bytes));
        seenBytes += bytes;
        NativeMemory.Fill(to, (nuint)bytes, 0xFF);
    }

    private void MakeUploads()
    {
        foreach (var (from, to, bytes) in uploads)
            Buffer.MemoryCopy((void*)from, (void*)to, bytes, bytes);
        uploads.Clear();
    }
}
