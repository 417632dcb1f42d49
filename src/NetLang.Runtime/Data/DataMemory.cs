namespace NetLang.Runtime.Data;

/// <summary>Whether data fit a column and the memory of the machine, asked before memory is taken.</summary>
internal static class DataMemory
{
    /// <param name="what">What would be made: <c>the windows of 'a.csv'</c>.</param>
    /// <param name="values">Of the largest column.</param>
    /// <param name="bytes">For each of them, of all that is in memory at the same time.</param>
    /// <exception cref="NetLangException">They do not fit.</exception>
    public static void Check(string what, UInt128 values, uint bytes, string help)
    {
        var available = (UInt128)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (values > (UInt128)Array.MaxLength)
            throw TooLarge($"{values:N0} values, and a column holds {Array.MaxLength:N0} at most");
        if (values * bytes > available)
            throw TooLarge($"{values:N0} values, which take {values * bytes:N0} bytes; the machine has {available:N0}");

        NetLangException TooLarge(FormattableString size) =>
            new(DataErrors.TooLarge, $"{what} are {FormattableString.Invariant(size)}", help);
    }
}
