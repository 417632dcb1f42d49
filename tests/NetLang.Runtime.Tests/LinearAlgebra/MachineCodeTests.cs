using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using NetLang.Runtime.LinearAlgebra;
using Xunit;

namespace NetLang.Runtime.Tests.LinearAlgebra;

/// <summary>
/// What the JIT makes of the micro-kernels: their loops go over k, and must keep all accumulators in registers.
/// </summary>
public sealed class MachineCodeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Loops_over_k_neither_call_nor_touch_the_stack()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64 || !Vector128.IsHardwareAccelerated)
            return; // other instructions, or none
        if (typeof(Gemm).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
            return; // a debug build keeps everything on the stack
        var kernels = Listing().ToList();
        Assert.NotEmpty(kernels);
        Assert.All(kernels, kernel =>
        {
            var loops = Loops(kernel.Code).ToList();
            Assert.NotEmpty(loops);
            Assert.All(loops.SelectMany(loop => loop), instruction => Assert.False(
                instruction.StartsWith("call", StringComparison.Ordinal)
                || instruction.Contains("[rsp", StringComparison.Ordinal)
                || instruction.Contains("[rbp", StringComparison.Ordinal),
                $"{kernel.Name}: {instruction}"));
            // Loads and stores of parts of vectors: calls where the JIT compiler finds a method too large to inline them.
            if (Avx.IsSupported)
                Assert.DoesNotContain(kernel.Code, line => line.StartsWith("call", StringComparison.Ordinal));
        });
    }

    /// <summary>For each jump back, the instructions from its target to the jump.</summary>
    private static IEnumerable<List<string>> Loops(List<string> code)
    {
        foreach (var (end, line) in code.Index())
        {
            var start = line.StartsWith('j') ? code.IndexOf(line.Split(' ')[^1] + ":") : -1;
            if (start >= 0 && start < end)
                yield return code[(start + 1)..(end + 1)];
        }
    }

    private IEnumerable<(string Name, List<string> Code)> Listing()
    {
        var path = folder.Combine("listing.txt");
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. SupportedKernels()])
        {
            Environment =
            {
                ["DOTNET_TieredCompilation"] = "0",
                ["DOTNET_JitDisasm"] = "*MicroKernels:*",
                ["DOTNET_JitStdOutFile"] = path,
            },
        };
        using (var process = Process.Start(start)!)
        {
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }

        const string Header = "; Assembly listing for method ";
        return File.ReadAllText(path).Split(Header)[1..].Select(text => (
            Name: text[..text.IndexOf('(', StringComparison.Ordinal)],
            Code: text.Split('\n').Select(line => line.Split(';')[0].Trim()).Where(line => line != "").ToList()))
            .Where(kernel => !kernel.Name.EndsWith(":Run", StringComparison.Ordinal)); // chooses one of the others
    }

    private static IEnumerable<string> SupportedKernels()
    {
        if (Vector512.IsHardwareAccelerated)
            yield return nameof(F32x16MicroKernels);
        if (Vector512.IsHardwareAccelerated)
            yield return nameof(F64x8MicroKernels);
        if (Vector256.IsHardwareAccelerated)
            yield return nameof(F32x8MicroKernels);
        if (Vector256.IsHardwareAccelerated)
            yield return nameof(F64x4MicroKernels);
        yield return nameof(F32x4MicroKernels);
        yield return nameof(F64x2MicroKernels);
    }
}
