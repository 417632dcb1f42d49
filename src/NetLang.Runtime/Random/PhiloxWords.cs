using System.Runtime.CompilerServices;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Random;

/// <summary>The words of as many numbers as there are lanes, one word in a lane of 4 or 8 bytes.</summary>
internal readonly unsafe ref struct PhiloxWords<F, T, I, J>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : unmanaged, IIntVector<I, J, F>
    where J : unmanaged
{
    /// <summary>Strides up to here keep the places of all lanes far below 2³¹.</summary>
    private const long MaxVectorStride = 1 << 20;

    /// <summary>The first word of each number.</summary>
    public readonly I Word0;

    /// <summary>The second, where numbers take two or four.</summary>
    public readonly I Word1;

    /// <summary>The third, where numbers take four.</summary>
    public readonly I Word2;

    /// <summary>The fourth.</summary>
    public readonly I Word3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PhiloxWords(ulong seed, ulong step, ulong key, long first, long stride, int wordsANumber)
    {
        if (!TryPlace(first, stride, wordsANumber, out var low, out var high, out var group))
            PlaceByLanes(first, stride, wordsANumber, out low, out high, out group);
        var mixed = Philox.MixKey(seed, key);
        var (x0, x1, x2, x3) = (low, high, I.Constant((uint)step), I.Constant((uint)(step >> 32)));
        Rounds(ref x0, ref x1, ref x2, ref x3, (uint)mixed, (uint)(mixed >> 32));

        (Word0, Word1, Word2, Word3) = (x0, x1, x2, x3);
        if (wordsANumber == 2)
        {
            var isFirst = I.Equal(group, I.Zero);
            Word0 = I.Select(isFirst, x0, x2);
            Word1 = I.Select(isFirst, x1, x3);
        }
        else if (wordsANumber == 1)
        {
            var isEven = I.Equal(group & I.Constant(1), I.Zero);
            Word0 = I.Select(
                I.Less(group, I.Constant(2)), I.Select(isEven, x0, x1), I.Select(isEven, x2, x3));
        }
    }

    /// <summary>
    /// Lanes whose places are few bits beyond that of the first, and do not carry into the counter's upper word.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryPlace(long first, long stride, int wordsANumber, out I low, out I high, out I group)
    {
        var shift = 6 - (wordsANumber >> 1);
        var counter = (ulong)(first >> shift) << 4;
        var place = first & ((1 << shift) - 1);
        var isNear = stride is >= 0 and <= MaxVectorStride && (uint)counter < uint.MaxValue - (1u << 30);

        var places = I.Constant(place) + (Lanes() * I.Constant(stride));
        var inBlock = places & I.Constant((1 << shift) - 1);
        low = I.Constant((uint)counter) + ((places >> shift) << 4) + (inBlock & I.Constant(15));
        high = I.Constant((uint)(counter >> 32));
        group = inBlock >> 4;
        return isNear;
    }

    private static void PlaceByLanes(long first, long stride, int wordsANumber, out I low, out I high, out I group)
    {
        var shift = 6 - (wordsANumber >> 1);
        (low, high, group) = (I.Zero, I.Zero, I.Zero);
        for (var lane = 0; lane < I.Count; lane++)
        {
            var index = first + (lane * stride);
            var place = index & ((1 << shift) - 1);
            var counter = ((ulong)(index >> shift) << 4) + (ulong)(place & 15);
            var mask = I.Equal(Lanes(), I.Constant(lane));
            low = I.Select(mask, I.Constant((uint)counter), low);
            high = I.Select(mask, I.Constant((uint)(counter >> 32)), high);
            group = I.Select(mask, I.Constant(place >> 4), group);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static I Lanes() => I.Sequence(default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rounds(ref I x0, ref I x1, ref I x2, ref I x3, uint key0, uint key1)
    {
        var multiplier0 = I.Constant(Philox.Multiplier0);
        var multiplier1 = I.Constant(Philox.Multiplier1);
        var word = I.Constant(uint.MaxValue);
        for (var round = 0; round < 10; round++)
        {
            var high0 = I.MultiplyHigh32(x0, multiplier0);
            var high1 = I.MultiplyHigh32(x2, multiplier1);
            var low0 = (x0 * multiplier0) & word;
            var low1 = (x2 * multiplier1) & word;
            (x0, x1, x2, x3) = (high1 ^ x1 ^ I.Constant(key0), low1, high0 ^ x3 ^ I.Constant(key1), low0);
            key0 += Philox.Weyl0;
            key1 += Philox.Weyl1;
        }
    }
}
