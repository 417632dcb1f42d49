namespace NetLang.Runtime;

/// <summary>Where a model runs.</summary>
public sealed class Device
{
    private readonly string name;

    private Device(string name) => this.name = name;

    /// <summary>The processor.</summary>
    public static Device Cpu { get; } = new("cpu");

    /// <summary>The graphics card that ILGPU finds best. The model's assembly must hold code for it.</summary>
    public static Device Gpu { get; } = new("gpu");

    /// <inheritdoc/>
    public override string ToString() => name;
}
