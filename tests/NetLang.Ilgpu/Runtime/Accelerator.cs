using System.Linq.Expressions;
using System.Reflection;
using ILGPU.Runtime.Code;

namespace ILGPU.Runtime;

/// <summary>A device that runs kernels, one launch at a time.</summary>
public class Accelerator(Device device) : IDisposable
{
    private static readonly MethodInfo Run = typeof(Accelerator).GetMethod(
        nameof(RunKernel), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private readonly KernelLauncher launcher = new(device);

    /// <summary>That of the running kernel.</summary>
    public static AcceleratorType CurrentType => Lane.Current.Run.Device.AcceleratorType;

    public AcceleratorType AcceleratorType => device.AcceleratorType;

    public string Name => device.Name;

    public int MaxNumThreadsPerGroup => device.MaxNumThreadsPerGroup;

    /// <summary>Bytes.</summary>
    public long MemorySize => device.MemorySize;

    public AcceleratorStream DefaultStream { get; } = new();

    /// <summary>How many kernels have been launched.</summary>
    public int Launches { get; private set; }

    /// <summary>Bytes of all buffers that are not disposed of.</summary>
    public long AllocatedBytes { get; internal set; }

    /// <summary>How many buffers have been allocated.</summary>
    public int Allocations { get; private set; }

    /// <summary>Whether launches do something, beside being counted.</summary>
    public bool RunsKernels { get; set; } = true;

    /// <exception cref="DriverException">There is not so much memory.</exception>
    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged
    {
        Allocations++;
        return new(this, length);
    }

    public AcceleratorStream CreateStream() => new();

    public PageLockScope<T> CreatePageLockFromPinned<T>(nint pinned, long numElements)
        where T : unmanaged => new();

    /// <summary>
    /// Makes a delegate (stream, config, arguments…) of a static method (arguments…). A launch that runs no kernel
    /// allocates nothing.
    /// </summary>
    public TDelegate LoadKernel<TDelegate>(MethodInfo method)
        where TDelegate : Delegate
    {
        if (!method.IsStatic)
            throw new KernelFault($"{method.Name} is not static");
        var wrong = method.GetParameters()
            .FirstOrDefault(p => p.ParameterType == typeof(bool) || !p.ParameterType.IsValueType);
        if (wrong is not null)
            throw new KernelFault($"{wrong.ParameterType} {wrong.Name} of {method.Name} cannot be passed to a device");
        if (!device.HasDoubles && method.GetParameters().Any(p => p.ParameterType == typeof(ArrayView<double>)))
            throw new CapabilityNotSupportedException("64-bit floats are not supported");
        var parameters = typeof(TDelegate).GetMethod("Invoke")!.GetParameters()
            .Select(p => Expression.Parameter(p.ParameterType, p.Name))
            .ToArray();
        // What a closure holds is copied where it is made, so that nothing is allocated elsewhere.
        var copies = parameters.Skip(2).Select(p => Expression.Variable(p.Type)).ToArray();
        var kernel = Expression.Lambda<Action>(Expression.Call(method, copies));
        var hasBarriers = Expression.Constant(KernelCode.Of(method).MeetsLanes);
        var run = Expression.Block(
            copies,
            [
                .. copies.Zip(parameters.Skip(2), Expression.Assign),
                Expression.Call(Expression.Constant(this, typeof(Accelerator)), Run, parameters[1], hasBarriers, kernel),
            ]);
        var begin = Expression.Call(Expression.Constant(this, typeof(Accelerator)), nameof(Begin), null, parameters[0]);
        return Expression.Lambda<TDelegate>(Expression.IfThen(begin, run), parameters).Compile();
    }

    public void Synchronize() => DefaultStream.Synchronize();

    public void Dispose()
    {
        launcher.Dispose();
        GC.SuppressFinalize(this);
    }

    private bool Begin(AcceleratorStream stream)
    {
        stream.BeginLaunch();
        Launches++;
        return RunsKernels;
    }

    private void RunKernel(KernelConfig config, bool hasBarriers, Action kernel) =>
        launcher.Launch(config, hasBarriers, kernel);
}
