namespace NetLang.Runtime.Execution;

/// <summary>Shapes, and values of symbols.</summary>
internal static class Extents
{
    /// <summary>
    /// Whether two are the same. The framework's own comparison is generic, and compiled for these when it is first
    /// called: an app that predicts once would wait for that.
    /// </summary>
    public static bool AreEqual(ReadOnlySpan<long> left, ReadOnlySpan<long> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var index = 0; index < left.Length; index++)
        {
            if (left[index] != right[index])
                return false;
        }

        return true;
    }
}
