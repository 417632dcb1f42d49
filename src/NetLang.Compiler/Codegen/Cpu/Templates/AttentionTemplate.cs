using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>An attention by the runtime's engine, which reads its operands where they lie. The domain is [b, t, h · e].</summary>
internal sealed class AttentionTemplate(KernelContext kernel, AttentionRoot root) : ProductTemplate(kernel)
{
    private readonly AttentionCode code = new(kernel, root.Shapes, root.Form);

    protected override ImmutableArray<int> BatchAxes => [0];

    protected override int RowAxis => 1;

    protected override int ColumnAxis => 2;

    // A piece has the columns of a head, or one.
    protected override bool PiecesEndAnywhere => true;

    public override CsCode ScratchBytes => code.ScratchBytes;

    protected override IEnumerable<int> BodyBuffers => Kernel.Expressions.Operands.Select(o => o.Buffer);

    public override CsCode TileCount(Func<Dim, CsCode> dim) => CsCode.Of($"{code.Shape(dim, root.HasSums)}.TileCount");

    protected override void EmitBody(CsWriter writer)
    {
        var type = KernelContext.PointerType(Kernel.Expressions.Operands[0].Type);
        using (writer.Open($"var problem = new AttentionProblem<{type}>", "};"))
            code.Write(writer, root.HasSums);
        writer.Line($"AttentionKernels.RunTile(problem, tile, frame->Scratch[thread], &{Finish}, frame);");
    }

    protected override void EmitOthers(CsWriter writer) => EmitFinish(writer);
}
