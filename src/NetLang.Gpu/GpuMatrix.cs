namespace NetLang.Gpu;

using ILGPU;

/// <summary>A matrix in memory of the device.</summary>
/// <param name="Leading">Elements from one row to the next, or from one column to the next.</param>
internal readonly record struct GpuMatrix<T>(ArrayView<T> Elements, long Leading, bool IsByColumns)
    where T : unmanaged;

/// <summary>Matrices in memory of the device.</summary>
internal static class GpuMatrix
{
    /// <summary>One whose rows lie together.</summary>
    public static GpuMatrix<T> ByRows<T>(ArrayView<T> view, long offset, long leading)
        where T : unmanaged => new(view.SubView(offset, view.Length - offset), leading, IsByColumns: false);

    /// <summary>One whose columns lie together.</summary>
    public static GpuMatrix<T> ByColumns<T>(ArrayView<T> view, long offset, long leading)
        where T : unmanaged => new(view.SubView(offset, view.Length - offset), leading, IsByColumns: true);
}
