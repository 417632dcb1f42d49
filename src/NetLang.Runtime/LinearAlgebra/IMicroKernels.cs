namespace NetLang.Runtime.LinearAlgebra;

/// <summary>The family of micro-kernels of one vector type.</summary>
internal unsafe interface IMicroKernels<T>
    where T : unmanaged
{
    /// <summary>The largest height for 1, 2 or 4 vectors.</summary>
    static abstract int MaxHeight(int vectors);

    /// <summary>
    /// C[height, columns] = A · B, or C += A · B. A has any strides; rows of B and C are contiguous. Whole vectors are
    /// read of B.
    /// </summary>
    /// <param name="columns">
    /// Elements of C's rows that are read and written: less than all vectors have, but the last has at least one.
    /// </param>
    static abstract void Run(
        int height, int vectors, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, nint columns,
        nint k, bool accumulate);
}
