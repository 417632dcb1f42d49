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

    /// <summary>
    /// Ten rounds. What multiplies words to twice their length takes every other word of 32 bits, so lanes of 4 bytes
    /// go through the rounds in two halves, each in the lower words of 64 bits; what stands above those is of no account.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rounds(ref I x0, ref I x1, ref I x2, ref I x3, uint key0, uint key1)
    {
        var (y0, y1, y2, y3) = (I.UpperHalves(x0), I.UpperHalves(x1), I.UpperHalves(x2), I.UpperHalves(x3));
        for (var round = 0; round < 10; round++)
        {
            Round(ref x0, ref x1, ref x2, ref x3, I.Constant(key0), I.Constant(key1));
            if (sizeof(J) == 4)
                Round(ref y0, ref y1, ref y2, ref y3, I.Constant(key0), I.Constant(key1));
            key0 += Philox.Weyl0;
            key1 += Philox.Weyl1;
        }

        // Lanes of 8 bytes have no second half: zeros go above their words.
        x0 = I.JoinLowerHalves(x0, y0);
        x1 = I.JoinLowerHalves(x1, y1);
        x2 = I.JoinLowerHalves(x2, y2);
        x3 = I.JoinLowerHalves(x3, y3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref I x0, ref I x1, ref I x2, ref I x3, I key0, I key1)
    {
        var product0 = I.MultiplyLowerHalves(x0, I.Constant(Philox.Multiplier0));
        var product1 = I.MultiplyLowerHalves(x2, I.Constant(Philox.Multiplier1));
        (x0, x1, x2, x3) = (
            I.UpperHalves(product1) ^ x1 ^ key0, product1, I.UpperHalves(product0) ^ x3 ^ key1, product0);
    }
}
