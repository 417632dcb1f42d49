using System.Runtime.CompilerServices;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Random;

/// <summary>
/// Uniform numbers of one key, for a kernel that takes them in their order: ten rounds for sixteen counters give a block
/// of 64 words, which is several vectors. They are drawn together, and kept until they are asked for.
/// </summary>
public unsafe ref struct UniformSequence(ulong seed, ulong step, ulong key)
{
    private const int BlockBytes = 256;

    private fixed byte _numbers[BlockBytes];
    private long _begin = -1;

    /// <summary>The numbers from an index on, as <see cref="Philox.Uniform{F, I}"/> gives them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public F At<F, T, I>(long first)
        where F : struct, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct
    {
        var length = BlockBytes / sizeof(T);
        var place = first & (length - 1);
        if (place > length - F.Count)
            return F.RandomUniform(seed, step, key, first, 1);
        var numbers = (T*)Unsafe.AsPointer(ref _numbers[0]);
        if (first - place != _begin)
        {
            _begin = first - place;
            F.RandomUniformBlock(seed, step, key, _begin / length, numbers);
        }

        return F.Load(numbers + place);
    }
}
