using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Text;
using NetLang.Runtime;
using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Compiler.Kernels;

/// <summary>
/// One launch: what is computed at each point of a domain. The domain's axes are parallel ones, then those whose points meet
/// in one element: reduced ones (where there are reductions), or those that an index sends anywhere. There are no loops in here: each backend has one template for each kernel class.
/// </summary>
public sealed record Kernel
{
    /// <summary>Unique in the program and fit for an identifier: <c>k03_gemm_add_relu</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Which template writes it.</summary>
    public KernelClass Class => Root is not null ? KernelClass.Structured
        : Outputs.Any(o => o.Index is not null) ? KernelClass.Scatter
        : Reductions.IsEmpty ? KernelClass.Map
        : ReduceLayout.WalksRows(this) ? KernelClass.RowReduction
        : KernelClass.ColumnReduction;

    /// <summary>Extents: parallel axes, then the others.</summary>
    public required ImmutableArray<Dim> Domain { get; init; }

    /// <summary>How many leading axes are parallel.</summary>
    public required int ParallelRank { get; init; }

    /// <summary>The structured root, with its operands; at most one.</summary>
    public KernelRoot? Root { get; init; }

    /// <summary>In order: a reduction may use the results of those before it.</summary>
    public ImmutableArray<KernelReduction> Reductions { get; init; } = [];

    public required ImmutableArray<KernelOutput> Outputs { get; init; }

    /// <summary>The nodes of the graph that it computes for others to read, inputs before users; none where it copies.</summary>
    public ImmutableArray<Node> Nodes { get; init; } = [];

    /// <summary>
    /// The node whose elements it stores where nobody looks for that node: a result that lies elsewhere or nowhere, what a
    /// scan begins with. None where it computes nodes, and for a copy of a variable's new value.
    /// </summary>
    public Node? Copied { get; init; }

    /// <summary>The nodes that it evaluates: a copy does so only where what it copies is in no memory.</summary>
    public ImmutableArray<Node> Evaluated =>
        Copied is null ? Nodes : Outputs.All(o => o.Value is LoadExpression) ? [] : [Copied];

    /// <summary>The source places whose work this kernel carries.</summary>
    public ImmutableArray<SourceSpan> Spans { get; init; } = [];
}

/// <summary>
/// A structured root and where its operands lie: for <see cref="GemmRoot"/>, A over [batch.., m, k] and B over
/// [batch.., k, n]; the kernel's domain is [batch.., m, n].
/// </summary>
public sealed record KernelRoot(StructuredRoot Root, ImmutableArray<LoadExpression> Operands)
{
    /// <summary>Cᵀ = Bᵀ · Aᵀ: the root whose domain is [batch.., n, m]; null where there is no such root.</summary>
    public KernelRoot? Transposed() => Root is GemmRoot gemm
        ? new(
            gemm with { Rows = gemm.Columns, Columns = gemm.Rows },
            [.. Operands.Reverse().Select(TransposedOperand)])
        : null;

    private static LoadExpression TransposedOperand(LoadExpression operand)
    {
        var strides = operand.Map.Strides;
        var map = operand.Map with { Strides = [.. strides[..^2], strides[^1], strides[^2]] };
        return new(operand.Type, operand.Buffer, map);
    }
}

/// <summary>Combines a value over all reduced axes.</summary>
public sealed record KernelReduction(Combiner Combiner, ScalarExpression Value);

/// <summary>
/// A value that is stored, after all reductions of its row. A kernel may store over a buffer that it loads, where both
/// maps are the same: so all loads of a point come before its stores, in all stages.
/// </summary>
/// <param name="PerRow">Stored once a point of the parallel axes (the map's other strides are 0), else at every point.</param>
public sealed record KernelOutput(int Buffer, IndexMap Map, ScalarExpression Value, bool PerRow)
{
    /// <summary>
    /// Where data say the place: the value is added to what is there, which is 0 before the kernel, in the order of the
    /// points; to nothing where the index lies outside of its extent.
    /// </summary>
    public IndexTerm? Index { get; init; }

    /// <summary>What is stored, and what says where.</summary>
    public ImmutableArray<ScalarExpression> Operands => Index is { } term ? [Value, term.Value] : [Value];
}

/// <summary>A buffer of a program.</summary>
/// <param name="Index">As in <see cref="BufferSpec"/>.</param>
public sealed record KernelBuffer(int Id, string Name, TensorType Type, BufferRole Role, int Index)
{
    /// <summary>The axis of a matrix whose panels lie one behind the other; null where it is row-major.</summary>
    public int? PanelAxis { get; init; }

    /// <summary>The axes in the order in which they lie in memory, the slowest first; null where it is row-major, or in panels.</summary>
    public ImmutableArray<int>? AxisOrder { get; init; }

    /// <summary>Elements that it takes in memory.</summary>
    public Dim Length => PanelAxis is { } axis
        ? Dim.Constant(Panels.Elements(Type.Shape[1 - axis].ConstantValue, Type.Shape[axis].ConstantValue, Type.Element.Size()))
        : Type.Shape.Size;
}

/// <summary>A host scalar: an input by name, or an expression over those before it.</summary>
public sealed record HostScalar(string? Input, ScalarExpression? Value);

/// <summary>A slot of the arena: as large as the largest of its members, which never live at the same time.</summary>
public sealed record ArenaSlot(ImmutableArray<int> Buffers);

/// <summary>A tensor that the caller provides or receives.</summary>
public sealed record ProgramTensor(string Name, TensorType Type);

/// <summary>Two kernels that fusion has left apart, by name.</summary>
public sealed record KeptApart(string Producer, string Consumer, string Reason);

/// <summary>
/// Kernels that run once a step of a scan: those from <paramref name="First"/> to <paramref name="Last"/>. Loops nest, the
/// outer ones first.
/// </summary>
/// <param name="Symbol">Stands for the place of the step in the maps of these kernels.</param>
/// <param name="Reverse">Whether places go down.</param>
public sealed record KernelLoop(int First, int Last, string Symbol, Dim Length, bool Reverse);

/// <summary>A graph as kernels in order, with its buffers and memory plan.</summary>
public sealed record KernelProgram
{
    public required string Name { get; init; }

    /// <summary>
    /// What the caller provides, in order: inputs, then targets of the model (not for its initialisation and prediction),
    /// also those that no kernel reads.
    /// </summary>
    public required ImmutableArray<ProgramTensor> Inputs { get; init; }

    /// <summary>What the caller receives, in order; without host scalars.</summary>
    public required ImmutableArray<ProgramTensor> Outputs { get; init; }

    /// <summary>What must hold of the symbols when it is run.</summary>
    public ImmutableArray<Requirement> Requirements { get; init; } = [];

    /// <summary>What the states begin with, which are the last inputs but caches, and the last outputs.</summary>
    public ImmutableArray<double> Starts { get; init; } = [];

    /// <summary>The axis of the steps of each cache; these are the last inputs.</summary>
    public ImmutableArray<int> CacheAxes { get; init; } = [];

    /// <summary>As <see cref="StepDefinition.Counters"/>.</summary>
    public ImmutableArray<string> StepSymbols { get; init; } = [];

    public required ImmutableArray<KernelBuffer> Buffers { get; init; }

    public required ImmutableArray<Kernel> Kernels { get; init; }

    public required ImmutableArray<KernelLoop> Loops { get; init; }

    public required ImmutableArray<HostScalar> HostScalars { get; init; }

    /// <summary>Host scalars that are results of the graph, by name.</summary>
    public required ImmutableArray<(string Name, int Scalar)> HostOutputs { get; init; }

    public required ImmutableArray<ArenaSlot> Slots { get; init; }

    /// <summary>Where one kernel reads another's result and they could not be one, for <see cref="KernelExplanation"/>.</summary>
    public ImmutableArray<KeptApart> KeptApart { get; init; } = [];
}
