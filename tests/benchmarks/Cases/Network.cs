using System.Collections.Immutable;

namespace NetLang.Benchmarks.Cases;

/// <summary>A network that NetLang and its peers have, and how it trains: cross entropy, at a constant rate.</summary>
/// <param name="Name">In the titles of cases.</param>
/// <param name="Shape">Of an example.</param>
/// <param name="CheckRate">A rate at which losses move visibly within ten steps, but rounding does not grow.</param>
internal abstract record Network(string Name, ImmutableArray<int> Shape, int Classes, double CheckRate, Work Work)
{
    /// <summary>So low that random labels are not learnt by heart while steps are timed.</summary>
    public const double MeasuredRate = 1e-5;

    /// <summary>Numbers in an example.</summary>
    public int Inputs => Shape.Aggregate((product, length) => product * length);

    /// <summary>Classes that are to be told of an example.</summary>
    public virtual int Labels => 1;

    /// <summary>Whether examples have channels, which come first or last.</summary>
    public bool HasImages => Shape.Length == 3;

    /// <summary>What peers are told of it.</summary>
    public abstract IReadOnlyList<string> PeerOptions { get; }

    /// <summary>What all workers that need it are told of the shape.</summary>
    public string ShapeOption => $"shape={string.Join(',', Shape)}";

    /// <summary>
    /// Two models with the same weights: <c>Measured</c>, and <c>Checked</c> without dropout, since no two libraries
    /// draw the same numbers.
    /// </summary>
    public abstract string Source();

    /// <summary>With a point, as NetLang's floats have.</summary>
    protected static string Text(double value) => FormattableString.Invariant($"{value:0.0#######}");
}
