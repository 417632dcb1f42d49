using System.Linq.Expressions;
using System.Reflection;

namespace ILGPU.Runtime;

/// <summary>The kind of a device.</summary>
public enum AcceleratorType
{
    CPU,
    Cuda,
    OpenCL,
}

/// <summary>Launches are in order; here they have ended when the call returns.</summary>
public sealed class AcceleratorStream
{
    public void Synchronize()
    {
    }
}

/// <summary>A device that runs kernels.</summary>
public sealed class Accelerator(int maxNumThreadsPerGroup) : IDisposable
{
    public AcceleratorType AcceleratorType => AcceleratorType.CPU;

    public string Name => "test implementation";

    public int MaxNumThreadsPerGroup { get; } = maxNumThreadsPerGroup;

    public AcceleratorStream DefaultStream { get; } = new();

    /// <summary>How many kernels have been launched.</summary>
    public int Launches { get; private set; }

    public MemoryBuffer1D<T> Allocate1D<T>(long length)
        where T : unmanaged => new(length);

    /// <summary>
    /// Makes a delegate (stream, config, arguments…) of a static method (arguments…).
    /// </summary>
    public TDelegate LoadKernel<TDelegate>(MethodInfo method)
        where TDelegate : Delegate
    {
        if (!method.IsStatic)
            throw new KernelFault($"{method.Name} is not static");
        var hasBarriers = BarrierSearch.Reaches(method);
        var parameters = typeof(TDelegate).GetMethod("Invoke")!.GetParameters()
            .Select(p => Expression.Parameter(p.ParameterType, p.Name))
            .ToArray();
        var body = Expression.Lambda<Action>(Expression.Call(method, parameters.Skip(2)));
        Action<KernelConfig, Action> launch = (config, kernel) =>
        {
            Launches++;
            KernelLauncher.Launch(config, MaxNumThreadsPerGroup, hasBarriers, kernel);
        };
        return Expression.Lambda<TDelegate>(
            Expression.Invoke(Expression.Constant(launch), parameters[1], body),
            parameters).Compile();
    }

    public void Synchronize()
    {
    }

    public void Dispose()
    {
    }
}

/// <summary>Device memory.</summary>
public sealed class MemoryBuffer1D<T> : IDisposable
    where T : unmanaged
{
    internal unsafe MemoryBuffer1D(long length) => View = new(new MemoryBlock(length * sizeof(T)), 0, length);

    public ArrayView<T> View { get; }

    public long Length => View.Length;

    public void Dispose()
    {
    }
}
