namespace ILGPU.Runtime;

/// <summary>What a driver reports.</summary>
public abstract class AcceleratorException(string message) : Exception(message);
