using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetLang.Runtime.Data.Rows;

namespace NetLang.Runtime.Data;

/// <summary>A column of a dataset: a row of equal shape for each example, row-major in one array.</summary>
public sealed class DataColumn
{
    private readonly int[] storedShape;

    private DataColumn(string name, ElementType type, Array values, int count, int[] rowShape)
    {
        Name = name;
        StoredType = type;
        Values = values;
        Count = count;
        storedShape = rowShape;
        StoredLength = Product(rowShape);
    }

    /// <summary>The name, by which it may feed an input.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public ElementType Type => Steps.Length > 0 ? ElementType.F32 : StoredType;

    /// <summary>The number of examples.</summary>
    public int Count { get; }

    /// <summary>The shape of one row; none where a row is a scalar.</summary>
    public IReadOnlyList<int> RowShape => Steps is [.., var last] ? last.RowShape : storedShape;

    /// <summary>The number of elements of a row.</summary>
    public int RowLength => Steps is [.., var last] ? last.RowLength : StoredLength;

    /// <summary>All elements as they are stored: an array of the type that <see cref="StoredType"/> names.</summary>
    internal Array Values { get; }

    internal ElementType StoredType { get; }

    /// <summary>The number of elements of a row as it is stored.</summary>
    internal int StoredLength { get; }

    /// <summary>What is still to be done with the rows when they are read; they are f32 behind it.</summary>
    internal RowStep[] Steps { get; private init; } = [];

    /// <summary>Whether rows differ from epoch to epoch in training.</summary>
    internal bool IsRandom => Array.Exists(Steps, step => step is not FixedStep);

    /// <summary>Whether rows had better be changed as they are read: images of bytes stay in memory as such.</summary>
    internal bool IsReadLate => Steps.Length > 0 || (StoredType == ElementType.U8 && StoredLength > 1);

    /// <summary>How much of each row is used; null where all is.</summary>
    internal RowBuckets? Buckets { get; init; }

    private ColumnOrigin Origin { get; init; } = new();

    /// <summary>Makes a column whose number of rows follows from the length; the array is not copied.</summary>
    /// <param name="values">All elements, row-major.</param>
    /// <param name="rowShape">The shape of a row; none for scalars.</param>
    /// <exception cref="NetLangException">The length is no multiple of the row's.</exception>
    public static DataColumn Create<T>(string name, T[] values, params int[] rowShape)
        where T : unmanaged
    {
        var row = Product(rowShape);
        if (row == 0 || values.Length % row != 0)
            throw new NetLangException(
                DataErrors.ShapeMismatch,
                $"column '{name}' has {values.Length} values, which is no multiple of its row of {row}",
                row == 0 ? "give a row without a dimension of 0" : $"give {row} values for each row");
        return new(name, ElementTypes.Of<T>(), values, values.Length / row, rowShape);
    }

    /// <summary>A copy of the elements, row-major.</summary>
    /// <exception cref="ArgumentException">The column holds another type.</exception>
    public T[] ToArray<T>()
        where T : unmanaged => Read().Values is T[] values
            ? [.. values]
            : throw new ArgumentException($"column '{Name}' holds {Type.Name()}, not {typeof(T).Name}");

    /// <summary>A copy of the elements, row-major, in f64.</summary>
    public double[] ToDoubles() => (double[])ColumnConversion.Convert(this, ElementType.F64).Values.Clone();

    /// <summary>The column with where it comes from, for messages.</summary>
    internal DataColumn From(ColumnOrigin origin) =>
        new(Name, StoredType, Values, Count, storedShape) { Origin = origin, Steps = Steps, Buckets = Buckets };

    /// <summary>The column with how much of each row is used.</summary>
    internal DataColumn In(RowBuckets? buckets) =>
        new(Name, StoredType, Values, Count, storedShape) { Origin = Origin, Steps = Steps, Buckets = buckets };

    /// <summary>The column with one more change to its rows when they are read.</summary>
    internal DataColumn Then(RowStep step)
    {
        var stored = StoredType is ElementType.U8 or ElementType.F32 ? this : ColumnConversion.Convert(this, ElementType.F32);
        return new(Name, stored.StoredType, stored.Values, Count, storedShape)
        {
            Origin = Origin,
            Steps = [.. Steps, step],
            Buckets = Buckets,
        };
    }

    /// <summary>The column with all changes made, but those that are for training alone.</summary>
    internal unsafe DataColumn Read()
    {
        if (Steps.Length == 0)
            return this;
        var reader = new RowReader(this, ElementType.F32, isTraining: false);
        var values = new float[checked(Count * RowLength)];
        var scratch = new byte[reader.ScratchBytes];
        fixed (float* destination = values)
        {
            fixed (byte* memory = scratch)
                reader.Read(ExampleOrder.InFileOrder(Count), default, (byte*)destination, memory);
        }

        return With(values, [.. RowShape]);
    }

    /// <summary>A row as it is stored.</summary>
    internal ReadOnlySpan<T> Stored<T>(int row)
        where T : unmanaged => ((T[])Values).AsSpan(row * StoredLength, StoredLength);

    /// <summary>The same rows with other elements.</summary>
    internal DataColumn With<T>(T[] values)
        where T : unmanaged => new(Name, ElementTypes.Of<T>(), values, Count, storedShape)
        {
            Origin = Origin,
            Buckets = Buckets,
        };

    /// <summary>The same rows with elements, and perhaps a row, of another shape.</summary>
    internal DataColumn With<T>(T[] values, int[] rowShape)
        where T : unmanaged => new(Name, ElementTypes.Of<T>(), values, Count, rowShape)
        {
            Origin = Origin with { ElementNames = null },
        };

    /// <summary>A column of some of the rows, in the order given.</summary>
    internal DataColumn Select(ReadOnlySpan<int> rows)
    {
        var selected = Array.CreateInstanceFromArrayType(Values.GetType(), checked(rows.Length * StoredLength));
        for (var row = 0; row < rows.Length; row++)
            Array.Copy(Values, (long)rows[row] * StoredLength, selected, (long)row * StoredLength, StoredLength);
        return new(Name, StoredType, selected, rows.Length, storedShape)
        {
            Origin = Origin.Select(rows),
            Steps = Steps,
            Buckets = Buckets?.Select(rows),
        };
    }

    /// <summary>Copies rows as they are stored behind each other; allocates nothing.</summary>
    /// <param name="bytes">Of each row, those with which it begins.</param>
    internal unsafe void CopyRows(ReadOnlySpan<int> rows, byte* destination, long bytes)
    {
        var size = (nint)StoredLength * StoredType.Size();
        ref var origin = ref MemoryMarshal.GetArrayDataReference(Values);
        foreach (var row in rows)
        {
            Unsafe.CopyBlockUnaligned(ref *destination, ref Unsafe.AddByteOffset(ref origin, row * size), (uint)bytes);
            destination += bytes;
        }
    }

    /// <summary>Where an element stands, for messages: <c>row 3 of column 'price'</c>; rows count from 1.</summary>
    internal string Place(long element) => Origin.Place(Name, RowLength, element);

    internal static int Product(int[] shape)
    {
        var product = 1;
        foreach (var extent in shape)
            product = checked(product * extent);
        return product;
    }
}
