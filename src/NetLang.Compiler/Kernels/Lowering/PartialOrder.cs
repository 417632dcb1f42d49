namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>
/// Which of some things must come before which, without cycles. All stand in a sequence in which every order ascends; what
/// joins two of them follows from what stands between them, and is looked for from both at once, so that it costs no more
/// than the shorter way, however many others there are.
/// </summary>
internal sealed class PartialOrder
{
    // Places are far apart, so that others can move between them.
    private const long Distance = 1L << 32;

    private readonly Dictionary<int, SortedSet<int>> after = [];
    private readonly Dictionary<int, SortedSet<int>> before = [];
    private readonly LinkedList<int> sequence = new([-1]); // the first is nobody: all stand behind something
    private readonly Dictionary<int, LinkedListNode<int>> positions = [];
    private readonly Dictionary<int, long> places = new() { [-1] = 0 };

    public IReadOnlyCollection<int> After(int id) => after[id];

    public IReadOnlyCollection<int> Before(int id) => before[id];

    /// <summary>Adds one at the end of the sequence.</summary>
    public void Add(int id)
    {
        places.Add(id, places[sequence.Last!.Value] + Distance);
        positions.Add(id, sequence.AddLast(id));
        after.Add(id, []);
        before.Add(id, []);
    }

    /// <param name="second">One that does not lead to <paramref name="first"/>.</param>
    public void Order(int first, int second)
    {
        if (places[first] > places[second])
        {
            if (Approach(second, first))
                Move([first], positions[second].Previous!);
            else
                Move([second], positions[first]);
        }

        after[first].Add(second);
        before[second].Add(first);
    }

    /// <summary>Whether <paramref name="second"/> has to come after <paramref name="first"/>.</summary>
    /// <param name="direct">Whether an order of the two themselves counts.</param>
    public bool Leads(int first, int second, bool direct)
    {
        if (places[first] > places[second])
            return false;
        using var down = Orders(first, after, [], id => places[id] < places[second]).GetEnumerator();
        using var up = Orders(second, before, [], id => places[id] > places[first]).GetEnumerator();
        while (down.MoveNext() && up.MoveNext())
        {
            if (down.Current.To == second && (direct || down.Current.From != first))
                return true;
            if (up.Current.To == first && (direct || up.Current.From != second))
                return true;
        }

        return false;
    }

    /// <summary>Makes <paramref name="b"/> a part of <paramref name="a"/>; no way between them leads through a third.</summary>
    public void Merge(int a, int b)
    {
        foreach (var (edges, opposite) in new[] { (after, before), (before, after) })
        {
            edges[a].Remove(b);
            opposite[b].Remove(a);
        }

        var (early, late) = places[a] < places[b] ? (a, b) : (b, a);
        var remaining = Approach(early, late) ? early : late;
        if (remaining == b)
            Move([a], positions[b]);
        foreach (var (edges, opposite) in new[] { (after, before), (before, after) })
        {
            foreach (var other in edges[b])
            {
                opposite[other].Remove(b);
                opposite[other].Add(a);
            }

            edges[a].UnionWith(edges[b]);
            edges.Remove(b);
        }

        sequence.Remove(positions[b]);
        positions.Remove(b);
        places.Remove(b);
    }

    /// <summary>
    /// Moves what leads to <paramref name="late"/> before <paramref name="early"/>, and gives true: it may stand there
    /// too. Or moves what <paramref name="early"/> leads to behind <paramref name="late"/>, and gives false.
    /// </summary>
    private bool Approach(int early, int late)
    {
        var (leading, following) = (new HashSet<int>(), new HashSet<int>());
        using var up = Orders(late, before, leading, id => places[id] > places[early]).GetEnumerator();
        using var down = Orders(early, after, following, id => places[id] < places[late]).GetEnumerator();
        while (true)
        {
            if (!up.MoveNext())
            {
                Move([.. leading.OrderBy(id => places[id])], positions[early].Previous!);
                return true;
            }

            if (!down.MoveNext())
            {
                Move([.. following.OrderBy(id => places[id])], positions[late]);
                return false;
            }
        }
    }

    /// <summary>All orders on ways that begin at one and stay within bounds, each once.</summary>
    /// <param name="reached">What has been found within the bounds.</param>
    private static IEnumerable<(int From, int To)> Orders(
        int start, Dictionary<int, SortedSet<int>> edges, HashSet<int> reached, Predicate<int> isWithin)
    {
        var pending = new Stack<int>([start]);
        while (pending.TryPop(out var id))
        {
            foreach (var next in edges[id])
            {
                yield return (id, next);
                if (isWithin(next) && reached.Add(next))
                    pending.Push(next);
            }
        }
    }

    private void Move(IReadOnlyList<int> ids, LinkedListNode<int> behind)
    {
        foreach (var id in ids)
            sequence.Remove(positions[id]);
        var start = places[behind.Value];
        var end = behind.Next is { } next ? places[next.Value] : start + (Distance * (ids.Count + 1));
        var distance = (end - start) / (ids.Count + 1);
        foreach (var id in ids)
        {
            places[id] = start += distance;
            sequence.AddAfter(behind, positions[id]);
            behind = positions[id];
        }

        if (distance == 0)
            Spread();
    }

    private void Spread()
    {
        foreach (var (number, id) in sequence.Index())
            places[id] = number * Distance;
    }
}
