namespace NetLang.Fuzz;

/// <summary>What is run. The same options run the same programs.</summary>
internal sealed record FuzzOptions
{
    /// <summary>How many programs.</summary>
    public required int Count { get; init; }

    public required int Seed { get; init; }

    /// <summary>The number of the first program: large runs are cut into portions.</summary>
    public required int First { get; init; }

    /// <summary>The processor time for a program.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>Of how many programs without errors one becomes an assembly.</summary>
    public required int Assemblies { get; init; }

    /// <summary>The folder for programs that the compiler fails on.</summary>
    public required string Output { get; init; }
}
