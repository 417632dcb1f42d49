namespace NetLang.Gpu;

using System;
using ILGPU;

/// <summary>Where a program's buffers lie on the device, for one binding of its symbols.</summary>
/// <param name="Offsets">In the device's working memory; not of variables that live on the device.</param>
/// <param name="Bytes">Of each buffer.</param>
/// <param name="End">Bytes of working memory.</param>
internal sealed record GpuPlan(long[] Symbols, long[] Offsets, long[] Bytes, long End)
{
    /// <summary>The buffers of the run under way.</summary>
    public ArrayView<byte>[] Views { get; } = new ArrayView<byte>[Bytes.Length];

    public bool Fits(ReadOnlySpan<long> symbols) => symbols.SequenceEqual(Symbols);
}
