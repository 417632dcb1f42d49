namespace ILGPU.Runtime;

/// <summary>
/// Who used which element of a block of shared memory since the last barrier, to find conflicts: one lane writes what
/// another uses, with no barrier between. On a device either may come first; here lanes run one at a time, which hides
/// it. An element counts as written where its value changes.
/// </summary>
internal sealed unsafe class SharedAccesses(int elements, int elementSize)
{
    private const int Nobody = -1;
    private const int Several = -2;

    private readonly int[] user = Filled(elements);
    private readonly int[] writer = Filled(elements);
    private readonly bool[] isOfTurn = new bool[elements];
    private readonly byte[] before = new byte[elements * elementSize];
    private readonly List<int> ofTurn = [];
    private readonly List<int> ofRound = [];

    /// <summary>The running lane is about to read or write there.</summary>
    public void Note(byte* block, long byteOffset, int bytes)
    {
        var last = (int)((byteOffset + bytes - 1) / elementSize);
        for (var element = (int)(byteOffset / elementSize); element <= last; element++)
        {
            if (isOfTurn[element])
                continue;
            isOfTurn[element] = true;
            ofTurn.Add(element);
            Value(block, element).CopyTo(before.AsSpan(element * elementSize));
        }
    }

    /// <summary>A lane has come to a barrier, or to its end.</summary>
    /// <exception cref="KernelFault">It has written what another lane uses, or used what another has written.</exception>
    public void EndTurn(byte* block, int lane)
    {
        foreach (var element in ofTurn)
        {
            isOfTurn[element] = false;
            var isWritten = !Value(block, element).SequenceEqual(before.AsSpan(element * elementSize, elementSize));
            var (by, with) = isWritten ? (lane, user[element]) : (writer[element], lane);
            if (by != Nobody && with != Nobody && by != with)
            {
                throw new KernelFault(
                    $"a conflict: lane {by} writes element {element} of shared memory, which {Name(with)} without a barrier between");
            }

            if (user[element] == Nobody)
                ofRound.Add(element);
            user[element] = user[element] == Nobody || user[element] == lane ? lane : Several;
            if (isWritten)
                writer[element] = lane;
        }

        ofTurn.Clear();
    }

    /// <summary>All lanes have come to the barrier.</summary>
    public void EndRound()
    {
        foreach (var element in ofRound)
            user[element] = writer[element] = Nobody;
        ofRound.Clear();
    }

    private static string Name(int lane) => lane == Several ? "others use" : $"lane {lane} uses";

    private static int[] Filled(int length)
    {
        var array = new int[length];
        Array.Fill(array, Nobody);
        return array;
    }

    private Span<byte> Value(byte* block, int element) => new(block + ((long)element * elementSize), elementSize);
}
