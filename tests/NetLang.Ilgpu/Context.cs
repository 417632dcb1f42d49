using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace ILGPU;

/// <summary>Where devices come from; here there is one, and it is the CPU.</summary>
public sealed class Context : IDisposable
{
    private readonly Device device;

    private Context(Device device) => this.device = device;

    public static Context CreateDefault() => Create(builder => builder.Default());

    public static Context Create(Action<Builder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var builder = new Builder();
        build(builder);
        return new(builder.Device ?? throw new InvalidOperationException("a context without devices"));
    }

    /// <summary>The best device; a CPU where there is no other.</summary>
    public Device GetPreferredDevice(bool preferCPU) => device;

    public void Dispose()
    {
    }

    /// <summary>What a context is made with.</summary>
    public sealed class Builder
    {
        internal Device? Device { get; set; }

        /// <summary>Has no effect: nothing is translated.</summary>
        public Builder Optimize(OptimizationLevel level) => this;

        /// <summary>All devices that there are.</summary>
        public Builder Default()
        {
            Device = new CPUDevice(4, 4, 1);
            return this;
        }
    }
}
