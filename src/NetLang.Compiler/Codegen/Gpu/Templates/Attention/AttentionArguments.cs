using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Runtime.Attention;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>What kernels of an attention are told beyond what follows from their expressions.</summary>
internal sealed class AttentionArguments
{
    public AttentionArguments(GpuKernel kernel, AttentionShapes shapes, AttentionForm form)
    {
        (Shapes, Form, Type) = (shapes, form, kernel.Expressions.Operands[0].Type);
        LaneColumns = kernel.Add(CsCode.Of($"int"), "laneColumns", CsCode.Of($"frame.LaneColumns"));
        if (form.Dropout is null)
            return;
        Seed = kernel.Add(CsCode.Of($"ulong"), "seed", CsCode.Of($"frame.Seed"));
        Step = kernel.Add(CsCode.Of($"ulong"), "step", CsCode.Of($"frame.Step"));
    }

    public AttentionShapes Shapes { get; }

    public AttentionForm Form { get; }

    public ElementType Type { get; }

    /// <summary>
    /// Whether all keys may be hidden from a query, which then has the mean of their values, by a score of which the logarithm of
    /// their number is lost. A bias may hide what causality shows.
    /// </summary>
    public bool MayHideAll => Form.Fill is <= AttentionShape.LosesLogarithms and > double.NegativeInfinity
        && (Form.HasMask || (Form.IsCausal && Form.HasBias));

    /// <summary>Lanes of a group that stand side by side.</summary>
    public CsName LaneColumns { get; }

    /// <summary>What the random numbers of dropped weights start from.</summary>
    public CsName Seed { get; }

    /// <summary>The step that they belong to.</summary>
    public CsName Step { get; }
}
