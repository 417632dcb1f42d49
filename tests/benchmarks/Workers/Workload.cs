namespace NetLang.Benchmarks.Workers;

/// <summary>What a worker measures.</summary>
internal abstract class Workload
{
    /// <summary>Facts for the first line, as <c>name=value</c>.</summary>
    public virtual string Facts => "";

    public abstract Timing Measure(double seconds);

    /// <summary>What it computes, to be compared with others; empty where there is nothing to compare.</summary>
    public virtual float[] Result() => [];
}
