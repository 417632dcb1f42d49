using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetLang.Compiler;
using NetLang.Compiler.Codegen.Gpu;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Text;
using NetLang.Gpu.Tests.Agreement;
using NetLang.Gpu.Tests.Models;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Emission;

/// <summary>
/// Kernels, and what they call, keep to what ILGPU translates: much else compiles, and fails on the device.
/// </summary>
public sealed class KernelRulesTests
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    private static readonly Lazy<List<SyntaxTree>> Runtime = new(() =>
        [.. GpuSources.Files.Select(file => CSharpSyntaxTree.ParseText(file.Content, Language, file.Path))]);

    [Fact]
    public void Kernels_of_every_op_keep_the_rules()
    {
        var programs = OpRegistry.All.Where(o => o is not GradientOp).Select(op =>
        {
            var (node, _) = OpCases.Build(OpCases.All[op.Name], new GraphBuilder());
            var graph = new Graph("train", [new(ResultKind.Output, "y", node)]);
            return KernelBuilder.Build(graph, GraphModel.Around(graph, ["N"]), new());
        });
        Keep(GpuPrograms.Emit([.. programs], ["N"]));
    }

    [Fact]
    public void Kernels_of_accepted_expressions_keep_the_rules()
    {
        var programs = TypedExpressions.Types.SelectMany(t => TypedExpressions.Accepted(t).Programs);
        Keep(GpuPrograms.Emit([.. programs.Select(p => p.Kernels)], ["N"]));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Kernels_of_the_examples_keep_the_rules() => Keep(
    [
        .. from path in ExampleFiles.Paths
           let source = new SourceText(path, File.ReadAllText(path))
           let options = new CompilerOptions
           {
               Targets = Targets.Gpu,
               ReadImport = ImportedFiles.OnDisk(ExampleFiles.Folder),
           }
           select Compiler.Compilation.Create(source, options).EmitCSharp(),
    ]);

    [Theory]
    [InlineData("throw new Exception();")]
    [InlineData("try { x[0] = 1; } finally { }")]
    [InlineData("try { x[0] = 1; } catch { }")]
    [InlineData("x[0] = x[0] > 0 ? 1 : throw new Exception();")]
    [InlineData("Func<float> f = () => 1f;")]
    [InlineData("Func<float, float> f = MathF.Sqrt;")]
    [InlineData("float Twice(float y) => 2 * y; x[0] = Twice(x[0]);")]
    [InlineData("var a = new float[3];")]
    [InlineData("float[] a = [1, 2];")]
    [InlineData("Span<float> a = stackalloc float[3];")]
    [InlineData("Span<float> a = stackalloc[] { 1f };")]
    [InlineData("unsafe { var a = stackalloc float[3]; }")]
    [InlineData("x[0] = Math.Clamp(x[0], 0f, 1f);")]
    [InlineData("x[0] = MathF.Sign(x[0]);")]
    [InlineData("x[0] = MathF.Log2(x[0]);")]
    [InlineData("x[0] = MathF.Cbrt(x[0]);")]
    [InlineData("x[0] = MathF.FusedMultiplyAdd(x[0], x[0], x[0]);")]
    [InlineData("x[0] = MathF.ReciprocalEstimate(x[0]);")]
    [InlineData("x[0] = MathF.Tanh(x[0]);")] // coarse on NVIDIA's devices, as the next two
    [InlineData("x[0] = MathF.Exp(x[0]);")]
    [InlineData("x[0] = MathF.Log(x[0]);")]
    [InlineData("x[0] = Table[1];")]
    [InlineData("x[0] = Mutable;")]
    [InlineData("Mutable = x[0];")]
    [InlineData("x[0] = Property;")]
    [InlineData("x[0] = Computed;")]
    [InlineData("x[0] = (float)(System.Half)x[0];")]
    [InlineData("x[0] = new System.Numerics.Vector<float>(x[0])[0];")]
    [InlineData("x[0] = new System.Numerics.Vector4(x[0]).X;")]
    [InlineData("x[0] = (float)(decimal)x[0];")]
    [InlineData("x[0] = (sbyte)(byte)x[0];")]
    [InlineData("x[0] = (byte)(sbyte)x[0];")]
    [InlineData("x[0] = (short)x[0];")]
    [InlineData("x[0] = (ushort)x[0];")]
    [InlineData("x[0] = checked((int)x[0]);")]
    [InlineData("x[0] = Recursive(x[0]);")]
    [InlineData("x[0] = Even((int)x[0]) ? 1 : 0;")]
    [InlineData("x[0] = new Thrower(x[0]).Value;")]
    [InlineData("x[0] = (new Thrower() + new Thrower()).Value;")]
    [InlineData("x[0] = SharedMemory.Allocate<float>(Group.DimX)[0];")]
    [InlineData("x[0] = LocalMemory.Allocate<float>(16)[0];")] // tiles in it stay in memory
    [InlineData("object o = x[0];")]
    [InlineData("x[0] = typeof(float).Name.Length;")]
    [InlineData("x[0] = x.GetHashCode();")]
    [InlineData("var s = \"text\";")]
    [InlineData("x[0] = new object() is null ? 1 : 0;")]
    public void What_ILGPU_refuses_is_found(string statement) => Assert.NotEmpty(KernelRules.Violations(Compiled($$"""
        using System;
        using ILGPU;
        using NetLang.Gpu;
        static class Program
        {
            static readonly float[] Table = [1, 2];
            static float Mutable;
            static float Property { get; set; }
            static float Computed => Mutable + 1;
            static float Recursive(float x) => x > 1 ? Recursive(x - 1) : 0;
            static bool Even(int n) => n == 0 || Odd(n - 1);
            static bool Odd(int n) => n != 0 && Even(n - 1);
            static void Kernel(ArrayView<float> x)
            {
                {{statement}}
            }
        }
        namespace NetLang.Gpu
        {
            struct Thrower
            {
                public float Value;
                public Thrower(float value) => Value = value > 0 ? value : throw new Exception();
                public static Thrower operator +(Thrower a, Thrower b) => a.Value > b.Value ? a : throw new Exception();
            }
        }
        """)));

    [Theory]
    [InlineData("x[0] = MathF.Sqrt(x[0]);")]
    [InlineData("x[0] = SharedMemory.Allocate<float>(4 * 4)[Group.IdxX];")]
    [InlineData("x[0] = BitConverter.Int32BitsToSingle((int)x[0] & 255);")]
    [InlineData("var (a, b) = (x[0], x[1]); x[0] = GpuMath.Exp(a) + GpuMath.Tanh(b);")]
    public void What_it_takes_is_not(string statement) => Assert.Empty(KernelRules.Violations(Compiled($$"""
        using System;
        using ILGPU;
        using NetLang.Gpu;
        static class Program
        {
            static void Kernel(ArrayView<float> x)
            {
                {{statement}}
            }
        }
        """)));

    private static void Keep(params string[] sources)
    {
        var compilation = Compiled(sources);
        Assert.NotEmpty(KernelRules.Kernels(compilation));
        Assert.Empty(KernelRules.Violations(compilation));
    }

    private static CSharpCompilation Compiled(params string[] emitted)
    {
        var trees = emitted.Select(text => CSharpSyntaxTree.ParseText(text, Language)).ToList();
        var compilation = CSharpCompilation.Create(
            "rules", trees.Concat(Runtime.Value), GpuPrograms.References, new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        var diagnostics = trees.SelectMany(tree => compilation.GetSemanticModel(tree).GetDiagnostics());
        Assert.DoesNotContain(diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        return compilation;
    }
}
