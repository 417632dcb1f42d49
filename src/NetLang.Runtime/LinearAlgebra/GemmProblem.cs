namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// One matrix product C[m, n] = A[m, k] · B[k, n]. Strides are in elements and arbitrary for A and B, so that a
/// transposed or broadcast operand is read where it lies. T is float or double.
/// </summary>
public unsafe struct GemmProblem<T>
    where T : unmanaged
{
    /// <summary>Rows of A and C.</summary>
    public nint M;

    /// <summary>Columns of B and C.</summary>
    public nint N;

    /// <summary>Columns of A, rows of B.</summary>
    public nint K;

    /// <summary>The first element of A.</summary>
    public T* A;

    /// <summary>From a row of A to the next.</summary>
    public nint ARow;

    /// <summary>From a column of A to the next.</summary>
    public nint AColumn;

    /// <summary>The first element of B.</summary>
    public T* B;

    /// <summary>How B is stored; its strides count only where it is strided.</summary>
    public OperandStorage BStorage;

    /// <summary>From a row of B to the next.</summary>
    public nint BRow;

    /// <summary>From a column of B to the next.</summary>
    public nint BColumn;

    /// <summary>
    /// Whether a vector of 64 bytes may be read behind B's last element. What is there counts for nothing, but subnormal
    /// numbers take time.
    /// </summary>
    public bool BHasRoom;

    /// <summary>
    /// The number of a launch or loop since which B has had the same values: what is packed of it serves all products
    /// since. 0 for this launch.
    /// </summary>
    public long BSince;

    /// <summary>
    /// The first element of C, whose columns are contiguous; not used where a method finishes the tiles.
    /// </summary>
    public T* C;

    /// <summary>From a row of C to the next.</summary>
    public nint CRow;

    /// <summary>Whether the product is added to what is in C; not where a method finishes the tiles.</summary>
    public bool IsAdded;

    /// <summary>Handed to the finishing method: which product of a batch this is.</summary>
    public long Batch;
}

/// <summary>A finished piece of a product, in cache, for the work that is fused behind it.</summary>
public unsafe struct GemmTile
{
    /// <summary>The first element, of the problem's type; elements of a row are contiguous.</summary>
    public void* Values;

    /// <summary>
    /// From a row to the next, in elements. Rows are padded with readable and writable space to whole vectors of 64
    /// bytes.
    /// </summary>
    public nint Stride;

    /// <summary>The first row's place in C.</summary>
    public nint Row;

    /// <summary>Rows of the tile.</summary>
    public nint Rows;

    /// <summary>The first column's place in C.</summary>
    public nint Column;

    /// <summary>Columns of the tile.</summary>
    public nint Columns;

    /// <summary>As in <see cref="GemmProblem{T}.Batch"/>.</summary>
    public long Batch;
}
