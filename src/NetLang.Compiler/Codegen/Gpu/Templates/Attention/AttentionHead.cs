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
    private CsName hiddenSum;
    private CsName share;

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

    /// <summary>Declares what log Σ e^score is where all is hidden, and what weights are then.</summary>
    public void DeclareHidden()
    {
        if (!arguments.MayHideAll)
            return;
        (hiddenSum, share) = (point.Local("hiddenSum"), point.Local("share"));
        var keys = CsCode.Of($"({GpuTypes.Local(arguments.Type)}){point.Extent(shapes.Keys)}");
        point.Writer.Line($"var {hiddenSum} = {Fill} + GpuMath.Log({keys});");
        point.Writer.Line($"var {share} = {Literal(1)} / {keys};");
    }

    /// <summary>The score of what is hidden.</summary>
    public CsCode Fill => Literal(form.Fill);

    /// <summary>Whether there is such a query and such a key.</summary>
    public CsCode IsPair(CsName query, CsName key) =>
        CsCode.Of($"{query} < {point.Extent(shapes.Queries)} && {key} < {point.Extent(shapes.Keys)}");

    /// <summary>The same, where the query sees the key.</summary>
    public CsCode IsSeenPair(CsName query, CsName key) => IsSeen(query, key) is { } seen
        ? CsCode.Of($"{IsPair(query, key)} && {seen}")
        : IsPair(query, key);

    /// <summary>The first key behind those that causality shows to some queries.</summary>
    public CsCode EndOfKeys(CsName firstQuery, CsName queries) => form.IsCausal
        ? CsCode.Of($"GpuMath.Min({point.Extent(shapes.Keys)}, {Place(firstQuery)} + {queries})")
        : point.Extent(shapes.Keys);

    /// <summary>The score of a query and a key, by their product.</summary>
    public CsCode Score(CsName product, CsName query, CsName key)
    {
        var score = CsCode.Of($"{product} * {Literal(form.Scale)}");
        if (form.HasBias)
            score = CsCode.Of($"{score} + {Element(form.Bias, bias, query, key)}");
        return IsSeen(query, key) is { } seen ? CsCode.Of($"{seen} ? {score} : {Fill}") : score;
    }

    /// <summary>A weight again, from its score. Of a large number, as scores may be where all is hidden, log Σ e^0 is lost.</summary>
    public CsCode Weight(CsName score, CsName query)
    {
        var weight = CsCode.Of($"GpuMath.Exp({score} - {LogSum(query)})");
        return arguments.MayHideAll ? CsCode.Of($"{IsAllHidden(query)} ? {share} : {weight}") : weight;
    }

    /// <summary>Whether a query sees no key; where that may be.</summary>
    public CsCode IsAllHidden(CsName query) => CsCode.Of($"{LogSum(query)} == {hiddenSum}");

    /// <summary>Whether a weight is dropped; where some are.</summary>
    public CsCode IsDropped(CsName query, CsName key)
    {
        var draw = CsName.Of(arguments.Type == Runtime.ElementType.F64 ? "Uniform64" : "Uniform32");
        var start = CsCode.Of($"{arguments.Seed}, {arguments.Step}, {CsLiteral.Of(unchecked((ulong)form.Dropout!.Key))}");
        var number = CsCode.Of($"({draws} + {query}) * {point.Extent(shapes.Keys)} + {key}");
        return CsCode.Of($"GpuRandom.{draw}({start}, {number}) < {Literal(form.Dropout.Rate)}");
    }

    /// <summary>log Σ e^score of a query, which gradients are told.</summary>
    private CsCode LogSum(CsName query) => OfQuery(form.Operands + 1, query);

    /// <summary>Σ y dy of a query, which gradients are told.</summary>
    public CsCode Total(CsName query) => OfQuery(form.Operands + 2, query);

    /// <summary>Whether a query sees a key; null where all do.</summary>
    private CsCode? IsSeen(CsName query, CsName key)
    {
        var causal = CsCode.Of($"{key} <= {Place(query)}");
        if (!form.HasMask)
            return form.IsCausal ? causal : null;
        var shown = CsCode.Of($"{Element(form.Mask, mask, query, key)} != 0");
        return form.IsCausal ? CsCode.Of($"{causal} && {shown}") : shown;
    }

    /// <summary>The place of a query among the keys.</summary>
    private CsCode Place(CsName query) => point.Kernel.Affine(form.First, [(Dim.One, query)]);

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
