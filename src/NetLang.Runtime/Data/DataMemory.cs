namespace NetLang.Runtime.Data;

/// <summary>Whether data fit a column and the memory of the machine, asked before memory is taken.</summary>
internal static class DataMemory
{
    private static readonly UInt128 Available = (UInt128)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <param name="what">What would be made: <c>the windows of 'a.csv'</c>.</param>
    /// <param name="values">Of the largest column.</param>
    /// <param name="each">Bytes for each of them, of all that is in memory at the same time.</param>
    /// <exception cref="NetLangException">They do not fit.</exception>
    public static void Check(string what, UInt128 values, uint each, string help) => CheckAll($"{what}", values, values * each, help);

    /// <param name="what">What would be made; put together only for a message, since this may be asked for each row.</param>
    /// <param name="values">Of the largest column.</param>
    /// <param name="bytes">Of all that is in memory at the same time.</param>
    /// <exception cref="NetLangException">They do not fit.</exception>
    public static void CheckAll(FormattableString what, UInt128 values, UInt128 bytes, string help)
    {
        if (values > (UInt128)Array.MaxLength)
            throw TooLarge($"{values:N0} values, and a column holds {Array.MaxLength:N0} at most");
        if (bytes > Available)
            throw TooLarge($"{values:N0} values, which take {bytes:N0} bytes; the machine has {Available:N0}");

        NetLangException TooLarge(FormattableString size) =>
            new(DataErrors.TooLarge, $"{FormattableString.Invariant(what)} are {FormattableString.Invariant(size)}", help);
    }
}
