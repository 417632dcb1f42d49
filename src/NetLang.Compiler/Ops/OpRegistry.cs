using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>All ops. Tests walk it: each must have a gradient check, a reference and a lowering.</summary>
public static class OpRegistry
{
    public static ImmutableArray<Op> All { get; } =
    [
        Arithmetic.Add,
        Arithmetic.Sub,
        Arithmetic.Mul,
        Arithmetic.Div,
        Arithmetic.Mod,
        Arithmetic.Pow,
        Arithmetic.Neg,
        Arithmetic.Abs,
        Arithmetic.Sign,
        Arithmetic.Maximum,
        Arithmetic.Minimum,
        Comparison.Eq,
        Comparison.Ne,
        Comparison.Lt,
        Comparison.Le,
        Comparison.Gt,
        Comparison.Ge,
        Logic.And,
        Logic.Or,
        Logic.Not,
        Logic.Select,
        Transcendental.Exp,
        Transcendental.Log,
        Transcendental.Log1p,
        Transcendental.Expm1,
        Transcendental.Sqrt,
        Transcendental.Sin,
        Transcendental.Cos,
        Transcendental.Tanh,
        Transcendental.Sigmoid,
        Transcendental.Erf,
        Transcendental.Floor,
        Transcendental.Ceil,
        Transcendental.Round,
        Conversion.Cast,
        Conversion.StopGradient,
        SumOp.Instance,
        ProdOp.Instance,
        ExtremumOp.Max,
        ExtremumOp.Min,
        BroadcastOp.Instance,
        TransposeOp.Instance,
        SliceOp.Instance,
        ReverseOp.Instance,
        WindowsOp.Instance,
        SkewOp.Instance,
        ReshapeOp.Instance,
        PadOp.Instance,
        ConcatOp.Instance,
        UpdateOp.Instance,
        GatherOp.Instance,
        ScatterAddOp.Instance,
        MatMulOp.Instance,
        ConvolutionOp.Instance,
        AttentionOp.Instance,
        AttentionGradientOp.Instance,
        ScanOp.Instance,
        NamedLeafOp.Input,
        NamedLeafOp.Variable,
        NamedLeafOp.HostInput,
        ConstantOp.Instance,
        DimensionOp.Instance,
        IotaOp.Instance,
        RandomOp.Instance,
        GradientOp.Instance,
    ];

    private static readonly ImmutableDictionary<string, Op> ByName = All.ToImmutableDictionary(op => op.Name);

    /// <summary>The op of that name, or null.</summary>
    public static Op? Find(string name) => ByName.GetValueOrDefault(name);
}
