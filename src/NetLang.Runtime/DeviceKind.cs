namespace NetLang.Runtime;

/// <summary>Kinds of devices that a model can be asked to run on.</summary>
public enum DeviceKind
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>The best graphics card.</summary>
    Gpu,

    /// <summary>The best graphics card, else the processor.</summary>
    GpuOrCpu,

    /// <summary>A device that CUDA drives.</summary>
    Cuda,

    /// <summary>A device that OpenCL drives.</summary>
    OpenCL,
}
