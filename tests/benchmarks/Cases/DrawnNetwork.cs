namespace NetLang.Benchmarks.Cases;

/// <summary>A network that is drawn by a seed.</summary>
/// <param name="Number">From 1.</param>
internal sealed record DrawnNetwork(int Number, DenseNetwork Network, int Batch)
{
    private const int Count = 8;
    private const int Classes = 10;
    private static readonly string[] Activations = ["relu", "tanh", "sigmoid", "gelu", "silu"];

    /// <summary>
    /// One to five layers before the last, widths of 16 to 1024, batches of 1 to 512: sizes by their logarithm, so that
    /// each doubling is as likely.
    /// </summary>
    public static IEnumerable<DrawnNetwork> All(uint seed)
    {
        Random random = new(unchecked((int)seed));
        for (var number = 1; number <= Count; number++)
        {
            var depth = random.Next(1, 6);
            int[] widths = [.. Enumerable.Range(0, depth + 1).Select(_ => Size(random, 16, 1024)), Classes];
            var activation = Activations[random.Next(Activations.Length)];
            var optimizer = Optimizer.All[random.Next(Optimizer.All.Length)];
            yield return new(number, new([.. widths], activation, 0, optimizer), Size(random, 1, 512));
        }
    }

    private static int Size(Random random, int least, int most) =>
        (int)Math.Round(least * Math.Pow((double)most / least, random.NextDouble()));
}
