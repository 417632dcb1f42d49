using Xunit;

namespace NetLang.Testing;

/// <summary>
/// What this thread has allocated, step by step. A collection takes from a thread the memory that it had been given ahead,
/// which counts as allocated then: nothing is said of steps during which another test has caused one.
/// </summary>
public sealed class AllocationMarks
{
    // Long enough for all marks of a test, which must not allocate themselves.
    private readonly List<(int Before, long Bytes, int After)> marks = new(4096);

    public int Count => marks.Count;

    public void Add()
    {
        var before = GC.CollectionCount(0);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        marks.Add((before, bytes, GC.CollectionCount(0)));
    }

    /// <summary>That nothing was allocated from one mark to another, and that this can be told of some step between.</summary>
    public void AssertNone(int first, int last)
    {
        var steps = marks[first..(last + 1)].Zip(marks[(first + 1)..(last + 1)]).Where(s => s.First.Before == s.Second.After).ToList();
        Assert.NotEmpty(steps);
        Assert.All(steps, s => Assert.Equal(s.First.Bytes, s.Second.Bytes));
    }
}
