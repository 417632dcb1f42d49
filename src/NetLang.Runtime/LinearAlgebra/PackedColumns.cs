using System.Runtime.CompilerServices;

namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// The part of a thread's scratch that holds B as it is packed, and what is known of it: B's columns are packed once a
/// launch for all tiles that meet them one below the other, where a group of columns finds room.
/// </summary>
internal unsafe struct PackedColumns
{
    /// <summary>Bytes before the values, with what belongs to this structure.</summary>
    public const int HeaderBytes = 1024;

    private const int MostSlots = 64;

    private Matrix _matrix;
    private fixed long _columns[MostSlots];

    /// <summary>The packed values.</summary>
    public byte* Values => (byte*)Unsafe.AsPointer(ref this) + HeaderBytes;

    /// <summary>Whether there is room for all of B in a tile's columns, where it must be packed at all.</summary>
    public readonly bool CanKeep<T>(in GemmProblem<T> problem)
        where T : unmanaged =>
        problem.BStorage != OperandStorage.Panels && problem.K > 0 && ColumnBytes(problem) <= GemmGrid.MaxGroupBytes;

    /// <summary>What is packed is written over.</summary>
    public void Forget() => _matrix = default;

    /// <summary>The place of the tile's columns, and whether they must be packed first.</summary>
    /// <param name="launch">The number of the launch: in the next one B may have other values.</param>
    public byte* Place<T>(in GemmProblem<T> problem, nint column, long launch, out bool isNew)
        where T : unmanaged
    {
        Matrix matrix = new(
            launch, (nint)problem.B, problem.BStorage, problem.BRow, problem.BColumn, problem.N, problem.K);
        if (matrix != _matrix)
        {
            _matrix = matrix;
            for (var i = 0; i < MostSlots; i++)
                _columns[i] = -1;
        }

        // A thread meets the columns of a group in turn, so that neighbours must not have one place.
        var tile = column / GemmGrid.Columns;
        var slot = (int)(tile % Math.Min(MostSlots, GemmGrid.PackedBytes(problem.N, problem.K) / ColumnBytes(problem)));
        isNew = _columns[slot] != tile;
        _columns[slot] = tile;
        return Values + (slot * ColumnBytes(problem));
    }

    private static nint ColumnBytes<T>(in GemmProblem<T> problem)
        where T : unmanaged =>
        problem.K * GemmGrid.Columns * sizeof(T);

    private readonly record struct Matrix(
        long Launch, nint B, OperandStorage Storage, nint Row, nint Column, nint N, nint K);
}
