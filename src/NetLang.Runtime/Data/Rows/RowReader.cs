using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetLang.Runtime.Data.Rows;

/// <summary>
/// Reads rows of a column with all its steps. Several threads may read at once, each with scratch of its own; nothing is
/// allocated.
/// </summary>
internal sealed unsafe class RowReader
{
    private readonly DataColumn column;
    private readonly ElementType type;
    private readonly RowStep[] steps;
    private readonly ChannelTables? tables;
    private readonly int longest;
    private readonly int mixup;

    /// <param name="type">What rows are wanted as: the column's own type, else f32 or f64.</param>
    /// <param name="isTraining">Whether rows are changed at random.</param>
    public RowReader(DataColumn column, ElementType type, bool isTraining)
    {
        this.column = column;
        this.type = type;
        steps = isTraining ? column.Steps : [.. column.Steps.Select(HeldOut).OfType<RowStep>()];
        IsCopy = steps.Length == 0 && column.StoredType == type;
        longest = steps.Select(step => step.RowLength).Append(column.StoredLength).Max();
        mixup = Array.FindIndex(steps, step => step is MixupStep);
        if (column.StoredType == ElementType.U8 && !IsCopy)
            tables = new ChannelTables(steps);
    }

    /// <summary>Whether rows are wanted as they are stored.</summary>
    public bool IsCopy { get; }

    /// <summary>Bytes of a row as it is wanted.</summary>
    public long RowBytes => (long)column.RowLength * type.Size();

    /// <summary>Bytes of scratch: two rows, and two of the example that is mixed in.</summary>
    public long ScratchBytes => IsCopy ? 0 : (mixup < 0 ? 2L : 4L) * longest * sizeof(float);

    /// <summary>Reads rows behind each other.</summary>
    /// <param name="seed">For random changes.</param>
    public void Read(ReadOnlySpan<int> rows, EpochSeed seed, byte* destination, byte* scratch) =>
        Read(rows, seed, destination, RowBytes, scratch);

    /// <summary>Reads what rows begin with behind each other.</summary>
    /// <param name="seed">For random changes.</param>
    /// <param name="bytes">Of each row, those that are wanted.</param>
    public void Read(ReadOnlySpan<int> rows, EpochSeed seed, byte* destination, long bytes, byte* scratch)
    {
        if (IsCopy)
        {
            column.CopyRows(rows, destination, bytes);
            return;
        }

        var length = (int)(bytes / type.Size());
        foreach (var row in rows)
        {
            Store(Changed(row, seed, (float*)scratch)[..length], destination);
            destination += bytes;
        }
    }

    /// <summary>Reads a row as f64.</summary>
    /// <param name="scratch">So many bytes as are needed.</param>
    public void Read(int row, Span<double> destination, Span<byte> scratch)
    {
        fixed (byte* memory = scratch)
        {
            var values = Changed(row, default, (float*)memory);
            for (var index = 0; index < destination.Length; index++)
                destination[index] = values[index];
        }
    }

    private static RowStep? HeldOut(RowStep step) => step switch
    {
        FixedStep => step,
        RandomStep random => random.HeldOut,
        _ => null,
    };

    private Span<float> Changed(int row, EpochSeed seed, float* scratch)
    {
        if (mixup < 0)
            return Changed(row, seed, scratch, steps.Length);
        var changed = Changed(row, seed, scratch, mixup);
        var (other, share) = ((MixupStep)steps[mixup]).Draw(seed, row, column.Count);
        MixupStep.Mix(changed, Changed(other, seed, scratch + (2L * longest), mixup), share);
        return Changed(changed, row, seed, scratch, mixup + 1, steps.Length);
    }

    /// <summary>A row behind the first steps.</summary>
    private Span<float> Changed(int row, EpochSeed seed, float* scratch, int end)
    {
        var loaded = new Span<float>(scratch, column.StoredLength);
        var done = 0;
        if (tables is not null)
        {
            tables.Apply(column.Stored<byte>(row), loaded);
            done = tables.Steps;
        }
        else
        {
            column.Stored<float>(row).CopyTo(loaded);
        }

        return Changed(loaded, row, seed, scratch, done, end);
    }

    /// <summary>A row, which is in one half of the scratch, behind further steps.</summary>
    private Span<float> Changed(Span<float> values, int row, EpochSeed seed, float* scratch, int first, int end)
    {
        for (var index = first; index < end; index++)
        {
            var isFirstHalf = Unsafe.AreSame(ref MemoryMarshal.GetReference(values), ref *scratch);
            var result = new Span<float>(isFirstHalf ? scratch + longest : scratch, steps[index].RowLength);
            if (steps[index] is RandomStep random)
            {
                var numbers = new RowRandom(seed, row, random.Transform);
                random.Apply(values, result, ref numbers);
            }
            else
            {
                ((FixedStep)steps[index]).Apply(values, result);
            }

            values = result;
        }

        return values;
    }

    private void Store(Span<float> values, byte* destination)
    {
        if (type == ElementType.F32)
        {
            values.CopyTo(new Span<float>(destination, values.Length));
            return;
        }

        for (var index = 0; index < values.Length; index++)
            ((double*)destination)[index] = values[index];
    }
}
