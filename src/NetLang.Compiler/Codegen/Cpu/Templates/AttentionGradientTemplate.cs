using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>The gradients of an attention by the runtime's engine, which stores them itself.</summary>
internal sealed class AttentionGradientTemplate(KernelContext kernel, AttentionGradientRoot root) : KernelTemplate(kernel)
{
    private readonly AttentionCode code = new(kernel, root.Shapes, root.Form);

    public override Tiling Tiling => new(root.Shapes.Batch * root.Shapes.KeyHeads, Dim.One, 1);

    public override CsCode ScratchBytes => code.ScratchBytes;

    protected override IEnumerable<int> BodyBuffers => [.. Kernel.Expressions.Operands.Select(o => o.Buffer), Output.Buffer];

    private KernelOutput Output => Kernel.Kernel.Outputs[0];

    public override CsCode TileCount(Func<Dim, CsCode> dim) => CsCode.Of($"{code.Shape(dim, hasSums: false)}.GradientTileCount");

    protected override void EmitBody(CsWriter writer)
    {
        var type = KernelContext.PointerType(Kernel.Expressions.Operands[0].Type);
        var first = root.Form.Operands;
        using (writer.Open($"var problem = new AttentionProblem<{type}>", "};"))
        {
            code.Write(writer, hasSums: false);
            writer.Line($"Dy = {code.Rows(first)}, LogSums = {code.Rows(first + 1)}, Totals = {code.Rows(first + 2)},");
            writer.Line($"Gradients = {Kernel.Buffer(Output.Buffer)} + {Kernel.Factor(Output.Map.Offset)},");
        }

        writer.Line($"AttentionKernels.RunGradientTile(problem, tile, frame->Scratch[thread], frame);");
    }
}
