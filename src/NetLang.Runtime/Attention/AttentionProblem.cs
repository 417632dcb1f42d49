using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Attention;

/// <summary>
/// Attention of queries [b, t, h, d] to keys [b, s, g, d] and values [b, s, g, e]: y = softmax(scale · q kᵀ, with bias and mask)
/// v for each head. All distances are in elements; T is float or double.
/// </summary>
public unsafe struct AttentionProblem<T>
    where T : unmanaged
{
    /// <summary>q.</summary>
    public HeadRows<T> Q;

    /// <summary>k.</summary>
    public HeadRows<T> K;

    /// <summary>v.</summary>
    public HeadRows<T> V;

    /// <summary>What is added to the scaled scores; null for nothing.</summary>
    public ScoreRows<T> Bias;

    /// <summary>1 where a query sees a key, else 0; null where it sees all.</summary>
    public ScoreRows<byte> Mask;

    /// <summary>The gradient of y, whose rows have the values of all heads; for gradients alone.</summary>
    public HeadRows<T> Dy;

    /// <summary>log Σ e^score of each query and head; for gradients alone.</summary>
    public HeadRows<T> LogSums;

    /// <summary>Σ y dy of each query and head; for gradients alone.</summary>
    public HeadRows<T> Totals;

    /// <summary>Where the gradients of queries [b][t, h, d], keys [s, g, d] and values [s, g, e] go, one behind the other.</summary>
    public T* Gradients;

    /// <summary>Extents, and what becomes of scores and weights.</summary>
    public AttentionShape Shape;

    internal static ref readonly AttentionProblem<TTo> As<TTo>(in AttentionProblem<T> problem)
        where TTo : unmanaged =>
        ref Unsafe.As<AttentionProblem<T>, AttentionProblem<TTo>>(ref Unsafe.AsRef(in problem));
}

/// <summary>A tensor with rows for each place of a sequence and each head.</summary>
/// <param name="first">The first element.</param>
/// <param name="sequence">From a sequence to the next.</param>
/// <param name="row">From a place to the next.</param>
/// <param name="head">From a head to the next.</param>
/// <param name="column">From an element of a row to the next.</param>
public readonly unsafe struct HeadRows<T>(T* first, nint sequence, nint row, nint head, nint column)
    where T : unmanaged
{
    /// <summary>From a place to the next.</summary>
    public nint Row => row;

    /// <summary>From an element of a row to the next.</summary>
    public nint Column => column;

    /// <summary>The row of a place.</summary>
    public T* At(nint sequenceIndex, nint rowIndex, nint headIndex) =>
        first + (sequenceIndex * sequence) + (rowIndex * row) + (headIndex * head);
}

/// <summary>A tensor with an element for each score [b, h, t, s].</summary>
/// <param name="first">The first element; null where there is none.</param>
/// <param name="sequence">From a sequence to the next.</param>
/// <param name="head">From a head of the queries to the next.</param>
/// <param name="query">From a query to the next.</param>
/// <param name="key">From a key to the next.</param>
public readonly unsafe struct ScoreRows<T>(T* first, nint sequence, nint head, nint query, nint key)
    where T : unmanaged
{
    /// <summary>Whether there is one.</summary>
    public bool Exists => first != null;

    /// <summary>From a key to the next.</summary>
    public nint Key => key;

    /// <summary>The element of a score.</summary>
    public T* At(nint sequenceIndex, nint headIndex, nint queryIndex, nint keyIndex) =>
        first + (sequenceIndex * sequence) + (headIndex * head) + (queryIndex * query) + (keyIndex * key);
}
