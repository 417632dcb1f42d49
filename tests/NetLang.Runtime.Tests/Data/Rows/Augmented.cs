using System.Runtime.InteropServices;
using NetLang.Runtime.Data;
using NetLang.Runtime.Data.Rows;

namespace NetLang.Runtime.Tests.Data.Rows;

/// <summary>Rows of a column as training, or measuring, reads them.</summary>
internal static class Augmented
{
    /// <summary>Images of floats; how many follows from the length.</summary>
    public static DataColumn Images(float[] values, params int[] shape) => DataColumn.Create("images", values, shape);

    /// <summary>Images whose elements are all different: 1, 2, ….</summary>
    public static DataColumn Numbered(int count, params int[] shape) =>
        Images([.. Enumerable.Range(1, count * shape.Aggregate((a, b) => a * b)).Select(value => (float)value)], shape);

    public static DataColumn With(this DataColumn column, params RandomTransform[] transforms)
    {
        foreach (var (number, transform) in transforms.Index())
            column = RandomTransforms.Apply(transform, column, number);
        return column;
    }

    /// <summary>All rows in an epoch of training.</summary>
    public static float[][] InTraining(this DataColumn column, ulong seed = 1, ulong epoch = 1) => Rows(column, new(seed, epoch), true);

    public static float[][] HeldOut(this DataColumn column) => Rows(column, default, false);

    private static unsafe float[][] Rows(DataColumn column, EpochSeed seed, bool isTraining)
    {
        var reader = new RowReader(column, ElementType.F32, isTraining);
        var values = new float[column.Count * column.RowLength];
        var scratch = NativeMemory.AllocZeroed((nuint)reader.ScratchBytes + 1);
        fixed (float* destination = values)
            reader.Read([.. Enumerable.Range(0, column.Count)], seed, (byte*)destination, (byte*)scratch);
        NativeMemory.Free(scratch);
        return [.. values.Chunk(column.RowLength)];
    }
}
