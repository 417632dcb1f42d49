using NetLang.Compiler.Kernels;

namespace NetLang.Cli.Profiling;

/// <summary>One run of a kernel in a step, its second part included where it has one. Times as in the log.</summary>
internal sealed record KernelEvent(Kernel Kernel, int Tiles, long Start, long End);
