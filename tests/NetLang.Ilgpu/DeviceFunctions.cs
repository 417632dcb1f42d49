using System.Numerics;
using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>The group of the running lane.</summary>
public static class Group
{
    public static int IdxX => Lane.Current.Index;

    public static int DimX => Lane.Current.Run.Config.GroupDim.X;

    /// <summary>Waits until every lane of the group is here, and not at another barrier.</summary>
    public static void Barrier([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Lane.Current.Run.Barrier(Lane.Current, new(file, line));
}

/// <summary>The lanes that run in step with the running one.</summary>
public static class Warp
{
    public static int WarpSize => Lane.Current.Run.Device.WarpSize;

    /// <summary>
    /// The value of the lane so much further on; all lanes of the warp must be here. One beyond the warp's end gives the
    /// lane's own.
    /// </summary>
    public static T ShuffleDown<T>(
        T variable, int delta, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : unmanaged
    {
        var lane = Lane.Current;
        return lane.Run.Shuffle(lane, variable, lane.Index + delta, new(file, line));
    }
}

/// <summary>The grid of the running lane.</summary>
public static class Grid
{
    public static int IdxX => Lane.Current.Run.GroupIndex;

    public static int DimX => Lane.Current.Run.Config.GridDim.X;

    public static Index3D GlobalIndex => new((IdxX * Group.DimX) + Group.IdxX, 0, 0);
}

/// <summary>Memory that the lanes of a group share.</summary>
public static class SharedMemory
{
    public static unsafe ArrayView<T> Allocate<T>(int length)
        where T : unmanaged
    {
        var lane = Lane.Current;
        return new(lane.Run.Shared(lane, length, sizeof(T)), 0, length);
    }
}

/// <summary>Memory of one lane.</summary>
public static class LocalMemory
{
    public static unsafe ArrayView<T> Allocate<T>(int length)
        where T : unmanaged => new(new MemoryBlock((long)length * sizeof(T)), 0, length);
}

/// <summary>Lanes run one at a time here, so plain arithmetic is atomic.</summary>
public static class Atomic
{
    public static T Add<T>(ref T target, T value)
        where T : unmanaged, INumber<T>
    {
        var old = target;
        target = old + value;
        return old;
    }
}
