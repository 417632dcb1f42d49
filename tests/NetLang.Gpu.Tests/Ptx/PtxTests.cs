using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetLang.Compiler.Text;
using NetLang.Gpu.Tests.Models;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Ptx;

/// <summary>What kernels become on NVIDIA's devices.</summary>
public sealed class PtxTests
{
    private const string Elementwise = """
        model Elementwise (x: f32[N, 24]) (scale: f32[24]) (label: i32[N, 24]) : f32[N, 24] =
            where (x > 0.5) (scale * x) (cast f32 label) |> exp
        """;

    private const string Mask = """
        model Mask (x: f32[N, 24]) (isKept: bool[N, 24]) : bool[N, 24] = x > 0.5 && isKept
        """;

    // Rows of 25 do not begin at a multiple of four.
    private const string Odd = "model Odd (x: f32[N, 25]) (scale: f32[25]) : f32[N, 25] = x * scale";

    [IlgpuFact]
    public void Every_kernel_of_the_examples_is_translated()
    {
        foreach (var path in ExampleFiles.Paths)
        {
            foreach (var (kernel, text) in Translated(Example(Path.GetRelativePath(ExampleFiles.Folder, path))))
            {
                Assert.Contains(".entry", text, StringComparison.Ordinal);
                // Sums in registers; local memory is as slow as the device's own.
                if (kernel.Contains("matmul", StringComparison.Ordinal))
                    Assert.DoesNotContain(".local", text, StringComparison.Ordinal);
            }
        }
    }

    // Activations, their gradients and Adam, where products are the library's. Random numbers are drawn one by one.
    [IlgpuFact]
    public void What_is_behind_the_products_of_the_mlp_loads_four_at_a_time()
    {
        var behind = Translated(Example("mnist/mlp.net"))
            .Where(t => t.Kernel.EndsWith("_behind", StringComparison.Ordinal) && !t.Kernel.Contains("random", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(behind, t => t.Kernel.Contains("matmul_mul_add_abs", StringComparison.Ordinal));
        Assert.All(behind, t =>
        {
            Assert.Contains("ld.global.v4.f32", t.Text, StringComparison.Ordinal);
            Assert.Contains("st.global.v4.f32", t.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("ld.global.f32", t.Text, StringComparison.Ordinal);
        });
    }

    [IlgpuFact]
    public void Rows_are_reduced_with_shuffles() => Assert.Contains(
        Translated(Example("mnist/mlp.net")),
        t => t.Text.Contains("shfl.sync.down.b32", StringComparison.Ordinal));

    [IlgpuFact]
    public void Elementwise_kernels_load_and_store_four_at_a_time()
    {
        Assert.Equal(["ld.global.v4.b32", "ld.global.v4.f32", "ld.global.v4.f32", "st.global.v4.f32"], Accesses(Elementwise));
        Assert.Equal(["ld.global.v4.b8", "ld.global.v4.f32", "st.global.v4.b8"], Accesses(Mask));
        Assert.Equal(["ld.global.f32", "ld.global.f32", "st.global.f32"], Accesses(Odd));
    }

    /// <summary>The instructions that load from the device's memory and store to it.</summary>
    private static IEnumerable<string> Accesses(string source)
    {
        var (_, text) = Translated(new(new SourceText("test.net", source), ImportedFiles.InMemory())).First();
        return text.Split([' ', '\t', '\n'])
            .Where(word => word.StartsWith("ld.global", StringComparison.Ordinal)
                || word.StartsWith("st.global", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    private static BuiltModel Example(string file)
    {
        var files = ImportedFiles.OnDisk(ExampleFiles.Folder);
        return new(new SourceText(file, files(file).Text!), files);
    }

    private static IEnumerable<(string Kernel, string Text)> Translated(BuiltModel model) =>
        model.Kernels.Select(kernel => (kernel.Name, PtxText.Of(kernel)));
}
