using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>
/// What may be taken for granted about symbols: that they are not negative, and the requirements so far. It proves what
/// follows from at most two of them; what it cannot prove may hold nevertheless.
/// </summary>
public sealed class DimFacts
{
    private const int MaximumSteps = 2;

    private readonly List<Requirement> requirements = [];
    private readonly HashSet<(Dim, Relation)> known = [];
    private readonly HashSet<(Dim Numerator, Dim Denominator)> divisible = [];

    /// <summary>How much was tried so far to prove something: it grows with the square of the requirements.</summary>
    public int Trials { get; private set; }

    /// <summary>In the order in which they were stated, each once.</summary>
    public ImmutableArray<Requirement> Requirements => [.. requirements];

    /// <summary>Takes a requirement for granted from now on.</summary>
    public void Require(Requirement requirement)
    {
        if (!known.Add((requirement.Value, requirement.Relation)))
            return;
        requirements.Add(requirement);
        if (requirement.Relation == Relation.Zero)
            divisible.UnionWith(Divisions(requirement.Value));
    }

    /// <summary>Requires that a dimension is not negative, unless that is proven.</summary>
    public void RequireNotNegative(Dim value, string message)
    {
        if (!IsAtLeast(value, 0))
            Require(new Requirement(value, Relation.NotNegative, message));
    }

    /// <summary>These facts, and that a dimension is not negative.</summary>
    public DimFacts Assuming(Dim notNegative)
    {
        var facts = new DimFacts();
        foreach (var requirement in requirements.Append(new Requirement(notNegative, Relation.NotNegative, "")))
            facts.Require(requirement);
        return facts;
    }

    /// <summary>⌊a / b⌋, marked as exact where <paramref name="b"/> is known to divide <paramref name="a"/>.</summary>
    public Dim Divide(Dim a, Dim b)
    {
        foreach (var (numerator, denominator) in divisible)
        {
            // a = k · numerator and denominator = m · b: a / b = k · m · (numerator / denominator)
            if (Dim.TryDivideExactly(a, numerator) is { } k && Dim.TryDivideExactly(denominator, b) is { } m)
                return k * m * Dim.ExactQuotient(numerator, denominator);
        }

        return Dim.Sum(Dim.FloorDivide(a, b).Terms.SelectMany(term => Marked(term).Terms));
    }

    /// <summary>The term with its quotients marked as exact, where they are known to be.</summary>
    private Dim Marked(DimTerm term) => term.Atoms.Aggregate(Dim.Constant(term.Coefficient), (product, atom) => product * (
        atom is QuotientAtom quotient && divisible.Contains((quotient.Numerator, quotient.Denominator))
            ? Dim.ExactQuotient(quotient.Numerator, quotient.Denominator)
            : Dim.Sum([new(1, [atom])])));

    /// <summary>Whether the relation holds; null where only run time can tell.</summary>
    public bool? Holds(Dim value, Relation relation) => relation switch
    {
        Relation.Zero => IsZero(value),
        Relation.NotZero => !IsZero(value),
        _ when IsAtLeast(value, 0) => true,
        _ when IsAtLeast(-value, 1) => false,
        _ => null,
    };

    /// <summary>Whether a dimension is proven to be at least a number.</summary>
    public bool IsAtLeast(Dim value, long bound)
    {
        try
        {
            return IsAtLeast(value, bound, MaximumSteps);
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    // A fact f ≥ 0 proves d ≥ bound where d - f ≥ bound is proven.
    private bool IsAtLeast(Dim value, long bound, int steps)
    {
        Trials++;
        return Minimum(value) >= bound
            || IsAtLeastUnrounded(value, bound, steps)
            || (steps > 0 && requirements.Any(r => r.Relation == Relation.NotNegative
                && r.Value.Symbols.Any(s => value.Symbols.Contains(s)) && IsAtLeast(value - r.Value, bound, steps - 1)));
    }

    // a / c - (c - 1) / c ≤ ⌊a / c⌋ ≤ a / c, so d + k · ⌊a / c⌋ ≥ bound where c · d + k · a ≥ c · bound is proven for a
    // negative k, and where that is proven for a - (c - 1) in the place of a for a positive one. That loses more: last.
    private bool IsAtLeastUnrounded(Dim value, long bound, int steps)
    {
        foreach (var term in value.Terms.OrderBy(t => t.Coefficient))
        {
            if (term is not { Coefficient: var k, Atoms: [QuotientAtom { Denominator: { IsConstant: true } c } quotient] }
                || c.ConstantValue <= 0)
            {
                continue;
            }

            var others = value - (k * Dim.Quotient(quotient));
            var numerator = k < 0 ? quotient.Numerator : quotient.Numerator - c + 1;
            return IsAtLeast((c * others) + (k * numerator), checked(c.ConstantValue * bound), steps);
        }

        return false;
    }

    private bool? IsZero(Dim value)
    {
        if (value.IsConstant)
            return value.IsZero;
        if (requirements.Any(r => r.Relation == Relation.Zero && Dim.Ratio(value, r.Value) is not null))
            return true;
        return known.Contains((value, Relation.NotZero)) || known.Contains((-value, Relation.NotZero))
            || IsAtLeast(value, 1) || IsAtLeast(-value, 1) ? false : null;
    }

    /// <summary>The value for symbols of 0, where larger ones do not make it smaller; else null.</summary>
    private static long? Minimum(Dim value) =>
        value.Terms.All(t => t.Atoms.Length == 0 || (t.Coefficient > 0 && t.Atoms.All(IsNotNegative)))
            ? value.Terms.Where(t => t.Atoms.Length == 0).Sum(t => t.Coefficient)
            : null;

    // Denominators are positive: constants, or required to be.
    private static bool IsNotNegative(DimAtom atom) => atom is not QuotientAtom quotient
        || (Minimum(quotient.Numerator) >= 0 && Minimum(quotient.Denominator) >= 0);

    /// <summary>What is divisible where the value, a multiple of <c>a - b · ⌊a / b⌋</c>, is 0.</summary>
    private static IEnumerable<(Dim, Dim)> Divisions(Dim value) =>
        from term in value.Terms
        from quotient in term.Atoms.OfType<QuotientAtom>()
        let remainder = quotient.Numerator - (quotient.Denominator * Dim.Quotient(quotient with { IsExact = false }))
        where Dim.Ratio(value, remainder) is not null
        select (quotient.Numerator, quotient.Denominator);
}
