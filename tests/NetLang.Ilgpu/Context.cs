using ILGPU.Runtime;

namespace ILGPU;

/// <summary>Where devices come from; here they are all this processor.</summary>
public sealed class Context : IDisposable
{
    private readonly IReadOnlyList<Device> devices;

    private Context(IReadOnlyList<Device> devices) => this.devices = devices;

    public static Context Create(Action<Builder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var builder = new Builder();
        build(builder);
        return new([.. builder.Devices]);
    }

    public IEnumerable<TDevice> GetDevices<TDevice>()
        where TDevice : Device => devices.OfType<TDevice>();

    public void Dispose()
    {
    }

    /// <summary>What a context is made with.</summary>
    public sealed class Builder
    {
        internal List<Device> Devices { get; } = [];

        /// <summary>Has no effect: nothing is translated.</summary>
        public Builder Optimize(OptimizationLevel level) => this;

        /// <summary>Has no effect: nothing is kept.</summary>
        public Builder Caching(CachingMode mode) => this;

        /// <summary>For tests of the choice among devices.</summary>
        public Builder Add(Device device)
        {
            Devices.Add(device);
            return this;
        }
    }
}
