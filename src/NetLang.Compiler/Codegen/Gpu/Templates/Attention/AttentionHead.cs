using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>A head of one sequence in a kernel's text: where its operands lie, and how its scores are found.</summary>
/// <param name="head">Of the queries.</param>
internal sealed class AttentionHead(GpuPointCode point, AttentionArguments arguments, CsName sequence, CsName head)
{
    private readonly AttentionShapes shapes = arguments.Shapes;
    private readonly AttentionForm form = arguments.Form;
    private CsName bias;
    private CsName mask;
    private CsName draws;

    private IReadOnlyList<LoadExpression> Operands => point.Kernel.Expressions.Operands;

    public HeadRows Queries() => Rows(0, head, "queries");

    public HeadRows Keys(CsName keyHead) => Rows(1, keyHead, "keys");

    public HeadRows Values(CsName keyHead) => Rows(2, keyHead, "values");

    /// <summary>The gradients of results, which have the values of all heads in a row.</summary>
    public HeadRows Asked() => Rows(form.Operands, head, "asked");

    /// <summary>Declares where what belongs to each score lies.</summary>
    public void DeclareScores()
    {
        if (form.HasBias)
            bias = Start(form.Bias, head, "bias");
        if (form.HasMask)
            mask = Start(form.Mask, head, "mask");
        if (form.Dropout is null)
            return;
        draws = point.Local("draws");
        point.Writer.Line($"var {draws} = ({sequence} * {shapes.Heads} + {head}) * {point.Extent(shapes.Queries)};");
    }

    /// <summary>Whether there is such a query and such a key, and no reason to leave them out.</summary>
    public CsCode IsPair(CsName query, CsName key)
    {
        var within = CsCode.Of($"{query} < {point.Extent(shapes.Queries)} && {key} < {point.Extent(shapes.Keys)}");
        return form.LeavesOut ? CsCode.Of($"{within} && {key} <= {query}") : within;
    }

    /// <summary>The first key behind those that some queries are told of.</summary>
    public CsCode EndOfKeys(CsName firstQuery, CsName queries) => form.LeavesOut
        ? CsCode.Of($"GpuMath.Min({point.Extent(shapes.Keys)}, {firstQuery} + {queries})")
        : point.Extent(shapes.Keys);

    /// <summary>The statements that make a score of the product of a query and a key.</summary>
    public void Finish(CsName score, CsName product, CsName query, CsName key)
    {
        var scaled = CsCode.Of($"{product} * {Literal(form.Scale)}");
        point.Writer.Line(form.HasBias
            ? CsCode.Of($"{score} = {scaled} + {Element(form.Bias, bias, query, key)};")
            : CsCode.Of($"{score} = {scaled};"));
        if (form.HasMask)
            point.Writer.Line($"{score} = {IsShown(query, key)} ? {score} : {Literal(form.Fill)};");
    }

    /// <summary>Whether neither mask nor causality hides a key; where there is a mask.</summary>
    public CsCode IsShown(CsName query, CsName key)
    {
        var shown = CsCode.Of($"{Element(form.Mask, mask, query, key)} != 0");
        return form.IsCausal ? CsCode.Of($"({key} <= {query} && {shown})") : shown;
    }

    /// <summary>
    /// Whether all scores of a query were that of what is hidden: of such a number the logarithm of how many there are is lost.
    /// </summary>
    public CsCode IsAllHidden(CsName query) =>
        CsCode.Of($"{LogSum(query)} == {Literal(form.Fill)} + GpuMath.Log({KeyCount})");

    /// <summary>How many keys there are, as a number of the kernel's type.</summary>
    public CsCode KeyCount => CsCode.Of($"({GpuTypes.Local(arguments.Type)}){DimCode.Factor(point.Extent(shapes.Keys))}");

    /// <summary>Whether a weight is dropped; where some are.</summary>
    public CsCode IsDropped(CsName query, CsName key)
    {
        var draw = CsName.Of(arguments.Type == Runtime.ElementType.F64 ? "Uniform64" : "Uniform32");
        var start = CsCode.Of($"{arguments.Seed}, {arguments.Step}, {CsLiteral.Of(unchecked((ulong)form.Dropout!.Key))}");
        var number = CsCode.Of($"({draws} + {query}) * {point.Extent(shapes.Keys)} + {key}");
        return CsCode.Of($"GpuRandom.{draw}({start}, {number}) < {Literal(form.Dropout.Rate)}");
    }

    /// <summary>log Σ e^score of a query, which gradients are told.</summary>
    public CsCode LogSum(CsName query) => OfQuery(form.Operands + 1, query);

    /// <summary>Σ y dy of a query, which gradients are told.</summary>
    public CsCode Total(CsName query) => OfQuery(form.Operands + 2, query);

    private CsCode OfQuery(int operand, CsName query)
    {
        var load = Operands[operand];
        var terms = load.Map.Strides.Zip<Dim, CsCode>([sequence, query, head]);
        return CsCode.Of($"{point.Kernel.Buffer(load.Buffer)}[{point.Kernel.Affine(load.Map.Offset, terms)}]");
    }

    private CsCode Literal(double value) => GpuTypes.Literal(arguments.Type, value);

    private HeadRows Rows(int operand, CsName of, string wish)
    {
        var (load, strides) = (Operands[operand], Operands[operand].Map.Strides);
        return new(load, Start(operand, of, wish), strides[1], strides[^1]);
    }

    private CsName Start(int operand, CsName of, string wish)
    {
        var (load, strides) = (Operands[operand], Operands[operand].Map.Strides);
        var perHead = operand < 3 ? strides[2] : operand < form.Operands ? strides[1] : strides[2] * shapes.Width;
        var name = point.Local(wish);
        point.Writer.Line($"var {name} = {point.Kernel.Affine(load.Map.Offset, [(strides[0], sequence), (perHead, of)])};");
        return name;
    }

    private CsCode Element(int operand, CsName start, CsName query, CsName key)
    {
        var (load, strides) = (Operands[operand], Operands[operand].Map.Strides);
        var within = point.Kernel.Affine(Dim.Zero, [(strides[2], query), (strides[3], key)]);
        return CsCode.Of($"{point.Kernel.Buffer(load.Buffer)}[{start} + {within}]");
    }
}
