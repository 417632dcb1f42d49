using System.Linq.Expressions;
using System.Reflection;

namespace ILGPU.Runtime;

/// <summary>Launches are in order; here they have ended when the call returns.</summary>
public sealed class AcceleratorStream
{
    /// <summary>Bytes that were copied from the device to the host.</summary>
    public long BytesToHost { get; internal set; }

    public void Synchronize()
    {
    }
}

/// <summary>A device that runs kernels, one launch at a time.</summary>
public sealed class Accelerator(int maxNumThreadsPerGroup) : IDisposable
{
    private readonly KernelLauncher launcher = new(maxNumThreadsPerGroup);

    public AcceleratorType AcceleratorType => AcceleratorType.CPU;

    public string Name => "test implementation";

    public int MaxNumThreadsPerGroup { get; } = maxNumThreadsPerGroup;

    public AcceleratorStream DefaultStream { get; } = new();

    /// <summary>How many kernels have been launched.</summary>
    public int Launches { get; private set; }

    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged => new(length);

    /// <summary>
    /// Makes a delegate (stream, config, arguments…) of a static method (arguments…).
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
        var hasBarriers = BarrierSearch.Reaches(method);
        var parameters = typeof(TDelegate).GetMethod("Invoke")!.GetParameters()
            .Select(p => Expression.Parameter(p.ParameterType, p.Name))
            .ToArray();
        var body = Expression.Lambda<Action>(Expression.Call(method, parameters.Skip(2)));
        Action<KernelConfig, Action> launch = (config, kernel) =>
        {
            Launches++;
            launcher.Launch(config, hasBarriers, kernel);
        };
        return Expression.Lambda<TDelegate>(
            Expression.Invoke(Expression.Constant(launch), parameters[1], body),
            parameters).Compile();
    }

    public void Synchronize()
    {
    }

    public void Dispose() => launcher.Dispose();
}
