namespace ILGPU.Algorithms;

/// <summary>The mathematical functions of kernels; the real ones are in an assembly of their own.</summary>
public static class ContextBuilderExtensions
{
    public static Context.Builder EnableAlgorithms(this Context.Builder builder) => builder;
}
