using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>The problem that kernels of an attention and of its gradients hand to the runtime.</summary>
internal sealed class AttentionCode(KernelContext kernel, AttentionShapes shapes, AttentionForm form)
{
    private IReadOnlyList<LoadExpression> Operands => kernel.Expressions.Operands;

    public CsCode ScratchBytes => CsCode.Of($"AttentionShape.ScratchBytes({shapes.Width})");

    /// <summary>The lines of the initialiser that forward and backward share.</summary>
    public void Write(CsWriter writer, bool hasSums)
    {
        writer.Line($"Q = {Rows(0)}, K = {Rows(1)}, V = {Rows(2)},");
        if (form.HasMask)
            writer.Line($"Mask = {Scores(form.Mask)},");
        if (form.HasBias)
            writer.Line($"Bias = {Scores(form.Bias)},");
        writer.Line($"Shape = {Shape(kernel.Dim, hasSums)},");
    }

    public CsCode Shape(Func<Dim, CsCode> dim, bool hasSums)
    {
        List<CsCode> members =
        [
            CsCode.Of($"Sequences = {Native(shapes.Batch)}"),
            CsCode.Of($"Queries = {Native(shapes.Queries)}"),
            CsCode.Of($"Keys = {Native(shapes.Keys)}"),
            CsCode.Of($"Heads = {shapes.Heads}"),
            CsCode.Of($"KeyHeads = {shapes.KeyHeads}"),
            CsCode.Of($"Depth = {shapes.Depth}"),
            CsCode.Of($"Width = {shapes.Width}"),
            CsCode.Of($"Scale = {CsLiteral.Of(form.Scale)}"),
        ];
        if (form.IsCausal)
            members.Add(CsCode.Of($"IsCausal = true"));
        if (!form.First.IsZero)
            members.Add(CsCode.Of($"FirstQuery = {Native(form.First)}"));
        if (form.HasMask || form.IsCausal)
            members.Add(CsCode.Of($"Fill = {CsLiteral.Of(form.Fill)}"));
        if (hasSums)
            members.Add(CsCode.Of($"HasSums = true"));
        if (form.Dropout is { } dropout)
            members.Add(CsCode.Of($"DropRate = {CsLiteral.Of(dropout.Rate)}, KeepFactor = {CsLiteral.Of(dropout.Factor)}, DropKey = {CsLiteral.Of(unchecked((ulong)dropout.Key))}"));
        return CsCode.Of($"new AttentionShape {{ {CsCode.Join(", ", members)} }}");

        CsCode Native(Dim d) => d.IsConstant ? dim(d) : CsCode.Of($"(nint){DimCode.Factor(dim(d))}");
    }

    /// <summary>An operand with rows for each place of a sequence and each head.</summary>
    public CsCode Rows(int operand)
    {
        var (load, type) = (Operands[operand], KernelContext.PointerType(Operands[operand].Type));
        var strides = load.Map.Strides;
        var perHead = strides.Length == 4 ? strides[2] : strides[2] * (operand == form.Operands ? shapes.Width : 1);
        return CsCode.Of($"new HeadRows<{type}>({First(load)}, {Native(strides[0])}, {Native(strides[1])}, {Native(perHead)}, {Native(strides[^1])})");
    }

    private CsCode Scores(int operand)
    {
        var (load, type) = (Operands[operand], KernelContext.PointerType(Operands[operand].Type));
        return CsCode.Of($"new ScoreRows<{type}>({First(load)}, {CsCode.Join(", ", load.Map.Strides.Select(Native))})");
    }

    private CsCode First(LoadExpression load) =>
        load.Map.Offset.IsZero ? kernel.Buffer(load.Buffer) : CsCode.Of($"{kernel.Buffer(load.Buffer)} + {kernel.Factor(load.Map.Offset)}");

    private CsCode Native(Dim dim) => CsCode.Of($"(nint){kernel.Factor(dim)}");
}
