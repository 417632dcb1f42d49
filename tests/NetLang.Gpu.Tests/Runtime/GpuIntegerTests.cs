using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using NetLang.Compiler.Codegen.Gpu;
using NetLang.Gpu.Tests.Agreement;
using Xunit;

namespace NetLang.Gpu.Tests.Runtime;

/// <summary>Integers wrap around, and those of 64 bits without that anything overflows on the way.</summary>
public sealed class GpuIntegerTests
{
    private static readonly long[] Numbers =
    [
        0, 1, -1, 2, -3, 0xFFFF, 0x10000, 0xFFFF_FFFF, 0x1_0000_0000, -0x1_0000_0000, 0x8000_0000, 0x7FFF_FFFF_8000_0001,
        int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, long.MinValue + 1, long.MaxValue - 1,
        .. Enumerable.Range(0, 100).Select(seed => new Random(seed).NextInt64(long.MinValue, long.MaxValue)),
    ];

    [Fact]
    public void Nothing_overflows()
    {
        foreach (var name in new[] { "Add", "Subtract", "Multiply" })
        {
            var compute = Checked().GetMethod(name, [typeof(long), typeof(long)])!
                .CreateDelegate<Func<long, long, long>>();
            foreach (var a in Numbers)
            {
                foreach (var b in Numbers)
                    compute(a, b);
            }
        }
    }

    [Fact]
    public void Arithmetic_wraps_around()
    {
        foreach (var a in Numbers)
        {
            Assert.Equal(unchecked(-a), GpuInteger.Negate(a));
            Assert.Equal(unchecked(-(int)a), GpuInteger.Negate((int)a));
            foreach (var b in Numbers)
            {
                unchecked
                {
                    Assert.Equal(a + b, GpuInteger.Add(a, b));
                    Assert.Equal(a - b, GpuInteger.Subtract(a, b));
                    Assert.Equal(a * b, GpuInteger.Multiply(a, b));
                    var (left, right) = ((int)a, (int)b);
                    Assert.Equal(left + right, GpuInteger.Add(left, right));
                    Assert.Equal(left - right, GpuInteger.Subtract(left, right));
                    Assert.Equal(left * right, GpuInteger.Multiply(left, right));
                }
            }
        }
    }

    /// <summary>The class, compiled so that it throws where a number overflows.</summary>
    private static Type Checked()
    {
        var source = GpuSources.Files.Single(f => f.Path.EndsWith("/GpuInteger.cs", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(
            "checked",
            [CSharpSyntaxTree.ParseText(source.Content)],
            GpuPrograms.References,
            new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, checkOverflow: true));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return Assembly.Load(image.ToArray()).GetType("NetLang.Gpu.GpuInteger")!;
    }
}
