using System.Collections.Immutable;

namespace NetLang.Compiler.Codegen.Gpu.Explanation;

/// <summary>A model of graphics card, by the figures that its vendor publishes.</summary>
/// <param name="Name">As <c>--gpu-model</c> takes it.</param>
/// <param name="FullName">The vendor's name.</param>
/// <param name="Teraflops">Peak of f32 arithmetic that is no tensor core's, in 10¹² operations a second, at boost clock.</param>
/// <param name="Gigabytes">Peak of its memory, in 10⁹ bytes a second.</param>
/// <param name="Multiprocessors">What groups run on; AMD calls them compute units.</param>
public sealed record GpuModel(string Name, string FullName, double Teraflops, double Gigabytes, int Multiprocessors)
{
    // NVIDIA: the data sheet of each accelerator (A100 of 2021, H100 and H200 of 2023, …); for GeForce the architecture's
    // white paper ("GA102", "Ada", "Blackwell"). AMD: the product's page of specifications, f32 as "vector".
    public static ImmutableArray<GpuModel> Known { get; } =
    [
        new("a10", "NVIDIA A10", 31.2, 600, 72),
        new("a100", "NVIDIA A100 80 GB SXM", 19.5, 2039, 108),
        new("a100-40gb", "NVIDIA A100 40 GB SXM", 19.5, 1555, 108),
        new("a30", "NVIDIA A30", 10.3, 933, 56),
        new("h100", "NVIDIA H100 SXM", 67, 3350, 132),
        new("h200", "NVIDIA H200 SXM", 67, 4800, 132),
        new("l4", "NVIDIA L4", 30.3, 300, 58),
        new("l40s", "NVIDIA L40S", 91.6, 864, 142),
        new("mi210", "AMD Instinct MI210", 22.6, 1638, 104),
        new("mi300x", "AMD Instinct MI300X", 163.4, 5300, 304),
        new("p100", "NVIDIA P100 16 GB SXM2", 10.6, 732, 56),
        new("rtx3060", "NVIDIA GeForce RTX 3060 12 GB", 12.7, 360, 28),
        new("rtx3080", "NVIDIA GeForce RTX 3080 10 GB", 29.8, 760, 68),
        new("rtx3090", "NVIDIA GeForce RTX 3090", 35.6, 936, 82),
        new("rtx4070", "NVIDIA GeForce RTX 4070", 29.1, 504, 46),
        new("rtx4080", "NVIDIA GeForce RTX 4080", 48.7, 717, 76),
        new("rtx4090", "NVIDIA GeForce RTX 4090", 82.6, 1008, 128),
        new("rtx5090", "NVIDIA GeForce RTX 5090", 104.8, 1792, 170),
        new("rx7900xtx", "AMD Radeon RX 7900 XTX", 61.4, 960, 96),
        new("t4", "NVIDIA T4", 8.1, 300, 40),
        new("v100", "NVIDIA V100 SXM2", 15.7, 900, 80),
    ];
}
