namespace NetLang.Runtime.LinearAlgebra;

/// <summary>The family of micro-kernels of one vector type.</summary>
internal unsafe interface IMicroKernels<T>
    where T : unmanaged
{
    /// <summary>The largest height for 1, 2 or 4 vectors.</summary>
    static abstract int MaxHeight(int vectors);

    /// <summary>
    /// C[height, columns] = A · B, or C += A · B. A has any strides; B's rows are contiguous, and whole vectors are read.
    /// </summary>
    /// <param name="k">Steps of the first segment.</param>
    /// <param name="block">C. The last of the vectors has at least one of its columns.</param>
    static abstract void Run(
        int height, int vectors, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint k, ProductBlock<T>* block);
}

/// <summary>
/// What a micro-kernel writes of C, and where it goes on when it has gone over k. It lies in memory, so that it takes no
/// registers meanwhile.
/// </summary>
internal unsafe struct ProductBlock<T>
    where T : unmanaged
{
    /// <summary>The first element; elements of a row are contiguous.</summary>
    public T* First;

    /// <summary>From a row to the next.</summary>
    public nint Row;

    /// <summary>Elements of a row that may be written.</summary>
    public nint Columns;

    /// <summary>Whether the product is added to what is there.</summary>
    public bool IsSum;

    /// <summary>
    /// Pieces that k lies in, evenly spaced in A and in B; 0 is one. The kernel counts it down.
    /// </summary>
    public nint Segments;

    /// <summary>Steps of every segment behind the first.</summary>
    public nint Depth;

    /// <summary>Bytes from where A ends in a segment to where the next begins.</summary>
    public nint ASkip;

    /// <summary>Elements from where B ends in a segment to where the next begins.</summary>
    public nint BSkip;
}
