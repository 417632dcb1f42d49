using System.Collections.Immutable;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>
/// What kernels that share a method hand to it: the buffers that each reads and writes, and the keys of its random numbers, in
/// the order in which its expressions name them.
/// </summary>
internal sealed class KernelArguments
{
    public KernelArguments(Kernel kernel, KernelExpressions expressions)
    {
        var loads = expressions.All.OfType<LoadExpression>().Concat(expressions.Operands);
        Buffers = [.. loads.Select(l => l.Buffer).Concat(kernel.Outputs.Select(o => o.Buffer)).Distinct()];
        Keys = [.. expressions.All.OfType<RandomExpression>().Select(r => r.Key).Distinct()];
    }

    public ImmutableArray<int> Buffers { get; }

    public ImmutableArray<ulong> Keys { get; }

    /// <summary>The method of a kernel: it calls the shared one with a frame that has the kernel's own arguments.</summary>
    public void EmitCall(CsWriter writer, CsName method, CsName shared)
    {
        using var body = writer.Open($"private static void {method}(ExecutionFrame* frame, int tile, int thread)");
        var buffers = CsCode.Join(", ", Buffers.Select(b => CsCode.Of($"frame->Buffers[{b}]")));
        writer.Line($"var buffers = stackalloc byte*[] {{ {buffers} }};");
        writer.Line($"var own = *frame;");
        writer.Line($"own.Buffers = buffers;");
        if (!Keys.IsEmpty)
        {
            writer.Line($"var keys = stackalloc ulong[] {{ {CsCode.Join(", ", Keys.Select(k => CsCode.Of($"{CsLiteral.Of(k)}")))} }};");
            writer.Line($"own.Keys = keys;");
        }

        writer.Line($"{shared}(&own, tile, thread);");
    }
}
