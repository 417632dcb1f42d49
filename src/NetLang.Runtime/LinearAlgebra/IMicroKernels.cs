namespace NetLang.Runtime.LinearAlgebra;

/// <summary>The family of micro-kernels of one vector type.</summary>
internal unsafe interface IMicroKernels<T>
    where T : unmanaged
{
    /// <summary>The largest height for 1, 2 or 4 vectors.</summary>
    static abstract int MaxHeight(int vectors);

    /// <summary>
    /// C[height, vectors · lanes] = A · B, or C += A · B. A has any strides; rows of B and C are contiguous and whole
    /// vectors are read and written.
    /// </summary>
    static abstract void Run(
        int height, int vectors, T* a, nint aRow, nint aColumn, T* b, nint bRow, T* c, nint cRow, nint k,
        bool accumulate);
}
