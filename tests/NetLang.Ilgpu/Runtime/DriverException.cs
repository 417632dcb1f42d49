namespace ILGPU.Runtime;

/// <summary>A driver's answer where it cannot do what it is asked for.</summary>
public sealed class DriverException(string message) : AcceleratorException(message);
