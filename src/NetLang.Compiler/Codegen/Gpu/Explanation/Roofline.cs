namespace NetLang.Compiler.Codegen.Gpu.Explanation;

/// <summary>
/// The least time that a launch can take on a card: what a launch takes whatever it does, or its arithmetic at peak, or its
/// memory at peak, whichever is longest. All in microseconds.
/// </summary>
/// <param name="Groups">That the launch has.</param>
/// <param name="Flops">Of the arithmetic. That of f64 counts as if it were f32.</param>
/// <param name="Bytes">Of the memory: each element read and written once.</param>
internal sealed record Roofline(long Groups, double Flops, double Bytes)
{
    /// <summary>
    /// From one launch to the next, where nothing waits: what was measured of ILGPU's launches on a host. A device gets by
    /// with less where the host records launches beforehand, which ILGPU does not.
    /// </summary>
    public const double Launch = 5;

    /// <summary>That of arithmetic and memory alone.</summary>
    public double Work => Math.Max(Flops, Bytes);

    public double Time => Math.Max(Launch, Work);

    /// <summary>What binds it.</summary>
    public string Bound => Work <= Launch ? "launching" : Flops >= Bytes ? "flops" : "bytes";

    /// <summary>What the arithmetic takes where a multiprocessor has one group at most, as where groups are few.</summary>
    public double FlopsOfGroups(GpuModel gpu) => Flops * gpu.Multiprocessors / Math.Min(Groups, gpu.Multiprocessors);

    public static Roofline Of(LaunchCosts costs, GpuModel gpu, Func<string, long> size) => new(
        costs.CountGroups(size),
        costs.Flops.Evaluate(size) / (gpu.Teraflops * 1e6),
        costs.Bytes.Evaluate(size) / (gpu.Gigabytes * 1e3));
}
