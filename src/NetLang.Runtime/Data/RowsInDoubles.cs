using NetLang.Runtime.Data.Rows;

namespace NetLang.Runtime.Data;

/// <summary>The rows of a column as they are outside of training, one at a time, in f64.</summary>
internal sealed class RowsInDoubles
{
    private readonly double[] row;
    private readonly double[]? all;
    private readonly RowReader? reader;
    private readonly byte[] scratch = [];

    public RowsInDoubles(DataColumn column)
    {
        row = new double[column.RowLength];
        if (column.IsReadLate)
        {
            reader = new RowReader(column, ElementType.F32, isTraining: false);
            scratch = new byte[reader.ScratchBytes];
        }
        else
        {
            all = (double[])ColumnConversion.Convert(column, ElementType.F64).Values;
        }
    }

    /// <summary>A row, until the next one is asked for.</summary>
    public ReadOnlySpan<double> this[int index]
    {
        get
        {
            if (all is not null)
                return all.AsSpan(index * row.Length, row.Length);
            reader!.Read(index, row, scratch);
            return row;
        }
    }
}
