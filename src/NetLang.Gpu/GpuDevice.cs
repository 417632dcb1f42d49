namespace NetLang.Gpu;

using System;
using System.Reflection;
using System.Threading.Tasks;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using NetLang.Runtime;

/// <summary>
/// An accelerator, and a model's memory on it: its variables, one buffer that all of its programs work in, one after the
/// other, and the slots through which their inputs and outputs go.
/// </summary>
internal sealed unsafe class GpuDevice : IDisposable
{
    /// <summary>Bytes of one copy at most: spans count in <c>int</c>.</summary>
    private const int CopyBytes = 1 << 30;

    private readonly Context? context;
    private MemoryBuffer1D<byte, Stride1D.Dense>? memory;
    private Task loads = Task.CompletedTask;
    private long allocated;
    private GpuBlas? blas;
    private bool hasLookedForBlas;
    private Exception? reported;

    /// <param name="context">Disposed of with this, and the accelerator with it; null where both are the caller's.</param>
    public GpuDevice(Accelerator accelerator, Context? context = null)
    {
        Accelerator = accelerator;
        this.context = context;
        Copies = accelerator.CreateStream();
        Variables = new(this);
        Slots = new(this);
        GroupSize = 1;
        while (GroupSize * 2 <= Math.Min(accelerator.MaxNumThreadsPerGroup, GpuLimits.GroupSize))
            GroupSize *= 2;
        LaneColumns = 1;
        while (LaneColumns * LaneColumns < GroupSize)
            LaneColumns *= 2;
    }

    public Accelerator Accelerator { get; }

    /// <summary>What all launches, and most copies, are in order with.</summary>
    public AcceleratorStream Stream => Accelerator.DefaultStream;

    /// <summary>For copies that go on beside launches.</summary>
    public AcceleratorStream Copies { get; }

    public GpuVariables Variables { get; }

    public GpuSlots Slots { get; }

    /// <summary>Whether large products may be rounded to tf32.</summary>
    public bool AllowTf32 { get; init; }

    /// <summary>NVIDIA's library for products; null where the device has none. Under <see cref="Gate"/>.</summary>
    public GpuBlas? Blas
    {
        get
        {
            if (!hasLookedForBlas)
                blas = GpuBlas.Of(Accelerator, AllowTf32);
            hasLookedForBlas = true;
            return blas;
        }
    }

    /// <summary>Lanes a group: a power of two, as the trees of reductions need.</summary>
    public int GroupSize { get; }

    /// <summary>Lanes that stand side by side in the tile that a group computes of a matrix product.</summary>
    public int LaneColumns { get; }

    /// <summary>What one thread at a time may use the device under.</summary>
    public object Gate { get; } = new();

    /// <summary>Opens a device of this machine.</summary>
    /// <exception cref="NetLangException">There is no such device, or kernels cannot run on it.</exception>
    public static GpuDevice Open(NetLang.Runtime.Device chosen, bool allowTf32)
    {
        var context = GpuDevices.Search();
        try
        {
            return new(GpuDevices.Create(context, chosen), context) { AllowTf32 = allowTf32 };
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <summary>The memory, at least as large as asked for. What it held is lost where it grows.</summary>
    public ArrayView<byte> Reserve(long bytes)
    {
        if (memory is null || memory.Length < bytes)
        {
            Free(memory);
            memory = null;
            memory = Allocate(bytes);
        }

        return memory.View;
    }

    /// <summary>Memory of its own.</summary>
    /// <exception cref="NetLangException">There is not so much.</exception>
    public MemoryBuffer1D<byte, Stride1D.Dense> Allocate(long bytes)
    {
        try
        {
            if (bytes <= Accelerator.MemorySize)
            {
                var buffer = Accelerator.Allocate1D<byte>(Math.Max(bytes, 1));
                allocated += buffer.Length;
                return buffer;
            }
        }
        catch (AcceleratorException failure)
        {
            throw OutOfMemory(bytes, failure);
        }

        throw OutOfMemory(bytes, null);
    }

    public void Free(MemoryBuffer1D<byte, Stride1D.Dense>? buffer)
    {
        allocated -= buffer?.Length ?? 0;
        buffer?.Dispose();
    }

    /// <summary>Fills memory of the device, in order with what the stream does.</summary>
    public void Upload(byte* from, ArrayView<byte> to)
    {
        for (var done = 0L; done < to.Length; done += CopyBytes)
        {
            var count = (int)Math.Min(CopyBytes, to.Length - done);
            to.SubView(done, count).CopyFromCPU(Stream, new ReadOnlySpan<byte>(from + done, count));
        }
    }

    /// <summary>Copies memory of the device to the host, in order with what the stream does.</summary>
    public void Download(ArrayView<byte> from, byte* to)
    {
        for (var done = 0L; done < from.Length; done += CopyBytes)
        {
            var count = (int)Math.Min(CopyBytes, from.Length - done);
            from.SubView(done, count).CopyToCPU(Stream, new Span<byte>(to + done, count));
        }
    }

    /// <summary>Waits until all launches and copies so far have ended.</summary>
    /// <exception cref="NetLangException">One of them has failed.</exception>
    public void Synchronize()
    {
        try
        {
            Stream.Synchronize();
        }
        catch (AcceleratorException failure)
        {
            throw Failed(failure);
        }
    }

    /// <summary>Takes note that the device reports an error: of what is under way, nobody knows what has been done.</summary>
    /// <returns>What to tell who asked for it.</returns>
    public NetLangException Failed(Exception cause)
    {
        reported ??= cause;
        return new(
            ExecutionErrors.DeviceFailed,
            $"{Accelerator.Name} stopped with an error: {reported.Message}",
            "make the model anew; where it happens again, run it on another device, such as Device.Cpu",
            reported);
    }

    /// <exception cref="NetLangException">The device has failed, whoever was told of it.</exception>
    public void ThrowIfFailed()
    {
        if (reported is not null)
            throw Failed(reported);
    }

    /// <summary>Compiles a kernel for the device, on another thread.</summary>
    public Task<TDelegate> Load<TDelegate>(MethodInfo kernel)
        where TDelegate : Delegate
    {
        var load = Task.Run(() =>
        {
            try
            {
                return Accelerator.LoadKernel<TDelegate>(kernel);
            }
            catch (Exception failure) when (failure
                is AcceleratorException or InternalCompilerException or NotSupportedException
                or CapabilityNotSupportedException)
            {
                throw new NetLangException(
                    ExecutionErrors.KernelRefused,
                    $"{Accelerator.Name} cannot run {kernel.Name}: {failure.GetBaseException().Message}",
                    "a card may lack f64; run the model on another device, such as Device.Cpu",
                    failure);
            }
        });
        loads = Task.WhenAll(loads, load);
        return load;
    }

    public void Dispose()
    {
        lock (Gate)
        {
            // A load that nobody waited for would go on using the accelerator.
            loads.ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
            try
            {
                FreeAll();
            }
            catch (Exception failure) when (failure is AcceleratorException or CuBlasException)
            {
                // A device that has failed takes nothing back either. Who disposes has been told why, or asks for no more.
            }
        }
    }

    private void FreeAll()
    {
        Variables.Free();
        Slots.Free();
        Free(memory);
        memory = null;
        blas?.Dispose();
        Copies.Dispose();
        if (context is not null)
        {
            Accelerator.Dispose();
            context.Dispose();
        }
    }

    private NetLangException OutOfMemory(long bytes, Exception? cause)
    {
        var rest = Accelerator is CudaAccelerator cuda
            ? FormattableString.Invariant($"{cuda.GetFreeMemory():N0} are free")
            : FormattableString.Invariant($"the model holds {allocated:N0}");
        return new(
            ExecutionErrors.NoDeviceMemory,
            FormattableString.Invariant(
                $"{Accelerator.Name} has no room for {bytes:N0} bytes: of {Accelerator.MemorySize:N0} in all, ") + rest,
            "give smaller inputs or a smaller batch, or free memory that other programs hold on the device",
            cause);
    }
}
