namespace NetLang.Gpu;

using System;
using ILGPU;

/// <summary>Whose memory a buffer of a program lies in on the device.</summary>
internal enum GpuPlace
{
    /// <summary>The device's working memory.</summary>
    Work,

    /// <summary>The slot of the run.</summary>
    Slot,

    /// <summary>The variables of the model.</summary>
    Variables,
}

/// <summary>Where a program's buffers lie on the device, for one binding of its symbols.</summary>
/// <param name="Offsets">In the memory of their places.</param>
/// <param name="Bytes">Of each buffer.</param>
/// <param name="Work">Bytes of working memory.</param>
/// <param name="Slot">Bytes of a slot.</param>
internal sealed record GpuPlan(
    long[] Symbols, GpuPlace[] Places, long[] Offsets, long[] Bytes, long Work, long Slot)
{
    /// <summary>The buffers of the run that is being launched.</summary>
    public ArrayView<byte>[] Views { get; } = new ArrayView<byte>[Bytes.Length];

    public bool Fits(ReadOnlySpan<long> symbols, ReadOnlySpan<GpuPlace> places) =>
        symbols.SequenceEqual(Symbols) && places.SequenceEqual(Places);
}
