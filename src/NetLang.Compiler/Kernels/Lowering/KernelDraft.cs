using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>A kernel before buffers are assigned: outputs and loads name the node that they store and read.</summary>
/// <param name="Loads">What is read from memory, the root's operands included.</param>
internal sealed record KernelDraft(
    KernelDomain Domain,
    KernelRoot? Root,
    ImmutableArray<KernelReduction> Reductions,
    ImmutableArray<DraftOutput> Outputs,
    ImmutableArray<DraftLoad> Loads);

/// <summary>A node that a kernel stores.</summary>
internal sealed record DraftOutput(Node Node, IndexMap Map, ScalarExpression Value, bool PerRow, IndexTerm? Index = null);

/// <param name="AtPoint">Read for the same point only; false for what other points read too: operands of a root, and what an index chooses from.</param>
internal sealed record DraftLoad(Node Node, IndexMap Map, bool AtPoint);
