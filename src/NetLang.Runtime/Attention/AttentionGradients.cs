namespace NetLang.Runtime.Attention;

/// <summary>Where the gradients of a sequence lie: queries [t, h, d], keys [s, g, d], values [s, g, e].</summary>
internal readonly unsafe struct AttentionGradients<T>
    where T : unmanaged
{
    private readonly AttentionShape _shape;
    private readonly T* _queries;
    private readonly T* _keys;
    private readonly T* _values;

    public AttentionGradients(in AttentionProblem<T> problem, nint sequence)
    {
        _shape = problem.Shape;
        var (queries, keys, values) = (_shape.Queries * QueryRow, _shape.Keys * KeyRow, _shape.Keys * ValueRow);
        _queries = problem.Gradients + (sequence * (queries + keys + values));
        _keys = _queries + queries;
        _values = _keys + keys;
    }

    public nint QueryRow => _shape.Heads * _shape.Depth;

    public nint KeyRow => _shape.KeyHeads * _shape.Depth;

    public nint ValueRow => _shape.KeyHeads * _shape.Width;

    public T* Query(nint head, nint query) => _queries + (query * QueryRow) + (head * _shape.Depth);

    public T* Key(nint keyHead, nint key) => _keys + (key * KeyRow) + (keyHead * _shape.Depth);

    public T* Value(nint keyHead, nint key) => _values + (key * ValueRow) + (keyHead * _shape.Width);

    /// <summary>Sets those of all queries that ask a head to 0: they are sums.</summary>
    public void ClearQueries(nint keyHead)
    {
        var sharing = _shape.Heads / _shape.KeyHeads;
        for (nint query = 0; query < _shape.Queries; query++)
            Clear(Query(keyHead * sharing, query), sharing * _shape.Depth);
    }

    /// <summary>Sets those of some keys and values of a head to 0.</summary>
    public void ClearKeys(nint keyHead, nint key, nint keys)
    {
        for (var place = key; place < key + keys; place++)
        {
            Clear(Key(keyHead, place), _shape.Depth);
            Clear(Value(keyHead, place), _shape.Width);
        }
    }

    private static void Clear(T* first, nint count) => new Span<T>(first, (int)count).Clear();
}
