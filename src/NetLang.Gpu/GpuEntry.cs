namespace NetLang.Gpu;

using System;
using System.Reflection;
using System.Threading.Tasks;

/// <summary>A method that the device runs, compiled when its program first runs: all of a program side by side.</summary>
internal abstract class GpuEntry
{
    public abstract void BeginLoading();
}

/// <param name="program">The class that has the method.</param>
internal sealed class GpuEntry<TDelegate>(GpuDevice device, Type program, string method) : GpuEntry
    where TDelegate : Delegate
{
    private Task<TDelegate>? loading;

    /// <summary>Launches it; waits until it is compiled.</summary>
    public TDelegate Start => field ??= loading!.GetAwaiter().GetResult();

    public override void BeginLoading() => loading ??=
        device.Load<TDelegate>(program.GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!);
}
