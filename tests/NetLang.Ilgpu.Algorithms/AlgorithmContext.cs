namespace ILGPU;

/// <summary>The mathematical functions of kernels. Here they are there anyway.</summary>
public static class AlgorithmContext
{
    public static Context.Builder EnableAlgorithms(this Context.Builder builder) => builder;
}
