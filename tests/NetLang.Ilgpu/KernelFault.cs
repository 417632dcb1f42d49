namespace ILGPU;

/// <summary>What a GPU would not report: an access out of bounds, a barrier that not all lanes reach, a conflict in shared memory.</summary>
public sealed class KernelFault(string message) : Exception(message);
