using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetLang.Runtime.Data;

/// <summary>A column of a dataset: a row of equal shape for each example, row-major in one array.</summary>
public sealed class DataColumn
{
    private DataColumn(string name, ElementType type, Array values, int count, int[] rowShape)
    {
        Name = name;
        Type = type;
        Values = values;
        Count = count;
        RowShape = rowShape;
        RowLength = Product(rowShape);
    }

    /// <summary>The name, by which it may feed an input.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public ElementType Type { get; }

    /// <summary>The number of examples.</summary>
    public int Count { get; }

    /// <summary>The shape of one row; none where a row is a scalar.</summary>
    public IReadOnlyList<int> RowShape { get; }

    /// <summary>The number of elements of a row.</summary>
    public int RowLength { get; }

    /// <summary>All elements: an array of the type that <see cref="Type"/> names.</summary>
    internal Array Values { get; }

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
        where T : unmanaged => Values is T[] values
            ? [.. values]
            : throw new ArgumentException($"column '{Name}' holds {Type.Name()}, not {typeof(T).Name}");

    /// <summary>A copy of the elements, row-major, in f64.</summary>
    public double[] ToDoubles() => (double[])ColumnConversion.Convert(this, ElementType.F64).Values.Clone();

    /// <summary>The column with where it comes from, for messages.</summary>
    internal DataColumn From(ColumnOrigin origin) =>
        new(Name, Type, Values, Count, [.. RowShape]) { Origin = origin };

    /// <summary>The same rows with other elements.</summary>
    internal DataColumn With<T>(T[] values)
        where T : unmanaged => new(Name, ElementTypes.Of<T>(), values, Count, [.. RowShape])
        {
            Origin = Origin,
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
        var selected = Array.CreateInstanceFromArrayType(Values.GetType(), checked(rows.Length * RowLength));
        for (var row = 0; row < rows.Length; row++)
            Array.Copy(Values, (long)rows[row] * RowLength, selected, (long)row * RowLength, RowLength);
        return new(Name, Type, selected, rows.Length, [.. RowShape]) { Origin = Origin.Select(rows) };
    }

    /// <summary>Copies rows behind each other; allocates nothing.</summary>
    internal unsafe void CopyRows(ReadOnlySpan<int> rows, byte* destination)
    {
        var size = (nint)RowLength * Type.Size();
        ref var origin = ref MemoryMarshal.GetArrayDataReference(Values);
        foreach (var row in rows)
        {
            Unsafe.CopyBlockUnaligned(ref *destination, ref Unsafe.AddByteOffset(ref origin, row * size), (uint)size);
            destination += size;
        }
    }

    /// <summary>Where an element stands, for messages: <c>row 3 of column 'price'</c>; rows count from 1.</summary>
    internal string Place(long element) => Origin.Place(Name, RowLength, element);

    private static int Product(int[] shape)
    {
        var product = 1;
        foreach (var extent in shape)
            product = checked(product * extent);
        return product;
    }
}
