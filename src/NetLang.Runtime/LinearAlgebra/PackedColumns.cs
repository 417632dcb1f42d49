namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// The beginning of a thread's scratch for products: what is known of B's columns that lie packed behind it. They are
/// packed once a launch, or a loop that does not change them, for all tiles of the thread that have them, where those of a
/// group find room.
/// </summary>
internal unsafe struct PackedColumns
{
    /// <summary>Bytes from here to what follows, which is aligned: this, and room.</summary>
    public const int Bytes = 1024;

    private Matrix _matrix;
    private fixed long _columns[GemmGrid.MaxGroupTiles];

    /// <summary>Whether there is room for all of B in a tile's columns, where it must be packed at all.</summary>
    public static bool Suits<T>(in GemmProblem<T> problem)
        where T : unmanaged =>
        problem.BStorage != OperandStorage.Panels && problem.K > 0 && ColumnBytes(problem) <= GemmGrid.MaxGroupBytes;

    /// <summary>What is packed is written over.</summary>
    public void Forget() => _matrix = default;

    /// <summary>The offset of a tile's columns among the packed ones, and whether they must be packed first.</summary>
    /// <param name="since">The number of the launch or loop since which B has had the values that it has.</param>
    public nint Claim<T>(in GemmProblem<T> problem, nint column, long since, out bool isNew)
        where T : unmanaged
    {
        Matrix matrix = new(
            since, (nint)problem.B, problem.BStorage, problem.BRow, problem.BColumn, problem.N, problem.K);
        if (matrix != _matrix)
        {
            _matrix = matrix;
            for (var i = 0; i < GemmGrid.MaxGroupTiles; i++)
                _columns[i] = -1;
        }

        // The tiles of a group follow one another, and are no more than there are slots.
        var tile = column / GemmGrid.Columns;
        var slot = (int)(tile % GemmGrid.TilesOfGroup(problem.K, sizeof(T)));
        isNew = _columns[slot] != tile;
        _columns[slot] = tile;
        return slot * ColumnBytes(problem);
    }

    private static nint ColumnBytes<T>(in GemmProblem<T> problem)
        where T : unmanaged =>
        problem.K * GemmGrid.Columns * sizeof(T);

    private readonly record struct Matrix(
        long Since, nint B, OperandStorage Storage, nint Row, nint Column, nint N, nint K);
}
