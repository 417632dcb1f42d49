namespace ILGPU;

/// <summary>ILGPU's compiler cannot translate a kernel.</summary>
public sealed class InternalCompilerException(string message) : Exception(message);

/// <summary>A device lacks what a kernel uses.</summary>
public sealed class CapabilityNotSupportedException(string message) : Exception(message);
