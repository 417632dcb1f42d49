using System.Globalization;

namespace NetLang.Runtime;

/// <summary>Where a model runs. Two are equal where they name the same.</summary>
public sealed record Device
{
    private Device(DeviceKind kind, int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        Kind = kind;
        Index = index;
    }

    /// <summary>The processor.</summary>
    public static Device Cpu { get; } = new(DeviceKind.Cpu);

    /// <summary>
    /// The best graphics card: one that CUDA drives before others, then that of the most memory. The model's assembly must
    /// hold code for it.
    /// </summary>
    public static Device Gpu { get; } = new(DeviceKind.Gpu);

    /// <summary>As <see cref="Gpu"/>, and the processor where there is no card, no driver or no code for it.</summary>
    public static Device GpuOrCpu { get; } = new(DeviceKind.GpuOrCpu);

    /// <summary>What kind it is.</summary>
    public DeviceKind Kind { get; }

    /// <summary>Its number among those of its kind, from 0, as <c>netlangc devices</c> lists them.</summary>
    public int Index { get; }

    /// <summary>A card of NVIDIA's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Device Cuda(int index) => new(DeviceKind.Cuda, index);

    /// <summary>A device with a driver for OpenCL, which may be a processor, too.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Device OpenCL(int index) => new(DeviceKind.OpenCL, index);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <returns>Null where it names no device.</returns>
    public static Device? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var device in new[] { Cpu, Gpu, GpuOrCpu })
        {
            if (device.ToString() == text)
                return device;
        }

        var (kind, index) = text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? (text[..colon], text[(colon + 1)..])
            : (text, "0");
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        return kind switch
        {
            "cuda" => Cuda(number),
            "opencl" => OpenCL(number),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        DeviceKind.Cpu => "cpu",
        DeviceKind.Gpu => "gpu",
        DeviceKind.GpuOrCpu => "gpu-or-cpu",
        DeviceKind.Cuda => string.Create(CultureInfo.InvariantCulture, $"cuda:{Index}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"opencl:{Index}"),
    };
}
