namespace NetLang.Gpu;

using ILGPU;
using ILGPU.Runtime;

/// <summary>Combines a value of each lane of a group.</summary>
internal static class GroupReduce
{
    /// <summary>
    /// The result, for all lanes: a tree whose order follows from the group's size, a power of two. Where a warp's lanes
    /// can see each other's values, its last levels need no shared memory and no barriers.
    /// </summary>
    /// <param name="shared">Room for a value of each lane; free again when the call returns.</param>
    public static T All<T, TCombiner>(ArrayView<T> shared, T value)
        where T : unmanaged
        where TCombiner : struct, ICombiner<T>
    {
        shared[Group.IdxX] = value;
        Group.Barrier();
        // A switch, since ILGPU leaves out the branches of one that a device does not take. Those of an if it keeps, and
        // OpenCL cannot compile a shuffle.
        switch (Accelerator.CurrentType)
        {
            case AcceleratorType.Cuda:
                Levels<T, TCombiner>(shared, Warp.WarpSize);
                FirstWarp<T, TCombiner>(shared);
                break;
            case AcceleratorType.CPU:
            case AcceleratorType.OpenCL:
            default:
                Levels<T, TCombiner>(shared, 1);
                break;
        }

        var result = shared[0];
        Group.Barrier();
        return result;
    }

    /// <summary>The same for each column of lanes, of which so many stand side by side, a power of two.</summary>
    public static T Down<T, TCombiner>(ArrayView<T> shared, T value, int across)
        where T : unmanaged
        where TCombiner : struct, ICombiner<T>
    {
        shared[Group.IdxX] = value;
        Group.Barrier();
        Levels<T, TCombiner>(shared, across);
        var result = shared[Group.IdxX % across];
        Group.Barrier();
        return result;
    }

    /// <summary>Levels of the tree in which at least so many lanes take part.</summary>
    private static void Levels<T, TCombiner>(ArrayView<T> shared, int lanes)
        where T : unmanaged
        where TCombiner : struct, ICombiner<T>
    {
        var lane = Group.IdxX;
        for (var half = Group.DimX / 2; half >= lanes; half /= 2)
        {
            if (lane < half)
                shared[lane] = TCombiner.Combine(shared[lane], shared[lane + half]);
            Group.Barrier();
        }
    }

    /// <summary>The levels that are left: half of the first warp takes part, then a quarter, and so on.</summary>
    private static void FirstWarp<T, TCombiner>(ArrayView<T> shared)
        where T : unmanaged
        where TCombiner : struct, ICombiner<T>
    {
        var lane = Group.IdxX;
        if (lane < Warp.WarpSize)
        {
            var value = shared[lane];
            for (var half = GpuMath.Min(Group.DimX, Warp.WarpSize) / 2; half > 0; half /= 2)
                value = TCombiner.Combine(value, Warp.ShuffleDown(value, half));
            if (lane == 0)
                shared[0] = value;
        }

        Group.Barrier();
    }
}
