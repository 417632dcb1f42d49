namespace NetLang.Benchmarks.Cases;

/// <summary>All that is measured.</summary>
internal static class CaseList
{
    /// <param name="seed">Of the networks that are drawn.</param>
    public static IEnumerable<BenchmarkCase> All(uint seed) =>
    [
        .. ProductCases.All(),
        .. TrainingCases.OfMlp(),
        .. TrainingCases.OfDrawn(seed),
        .. TrainingCases.OfImages(),
        .. TrainingCases.OfSequences(),
        .. TrainingCases.OfTransformers(),
        .. PredictionCases.OfMlp(),
        .. PredictionCases.OfImages(),
        .. StreamingCases.All(),
        .. GenerationCases.All(),
        .. MemoryCases.All(),
        .. CompilerCases.All(),
    ];
}
