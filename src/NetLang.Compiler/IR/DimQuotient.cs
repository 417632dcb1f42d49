namespace NetLang.Compiler.IR;

/// <summary>
/// The normal form of ⌊a / b⌋. As far as these rules reach, equal quotients become equal dimensions:
/// <code>
/// 1. whole parts are outside:       (N * H + T) / H = N + T / H,   (3 * N + 5) / 2 = N + 2 + (N + 1) / 2
/// 2. common factors are gone:       (2 * N + 1) / 4 = N / 2,       (N * T) / (N * H) = T / H
/// 3. a quotient of one is one:      (N / 2 + 1) / 3 = (N + 2) / 6
/// 4. the denominator's last term is positive
/// </code>
/// So a numerator over a number has its coefficients between 0 and that number.
/// </summary>
internal static class DimQuotient
{
    // The product of two such denominators fits 64 bits.
    private const long LargestNested = int.MaxValue;

    /// <exception cref="DivideByZeroException"><paramref name="b"/> is 0.</exception>
    public static Dim Floor(Dim a, Dim b)
    {
        if (b.IsZero)
            throw new DivideByZeroException($"{a} / 0");
        if (b.Terms[^1].Coefficient < 0)
            (a, b) = (-a, -b);
        var (whole, rest) = Split(a, b);
        return rest.IsZero ? whole : whole + Proper(rest, b);
    }

    /// <summary>What of a is a multiple of b, divided by it, and the rest.</summary>
    private static (Dim Whole, Dim Remaining) Split(Dim a, Dim b)
    {
        if (b.Terms is not [var divisor])
            return Dim.Ratio(a, b) is { } ratio ? (ratio, Dim.Zero) : (Dim.Zero, a);
        var (whole, rest) = (new List<DimTerm>(), new List<DimTerm>());
        foreach (var term in a.Terms)
        {
            // (q · c + r) · atoms: the first part where b's atoms are among them.
            var quotient = Dim.FloorDivide(term.Coefficient, divisor.Coefficient);
            var multiple = term with { Coefficient = checked(quotient * divisor.Coefficient) };
            if (multiple.DividedBy(divisor) is not { } part)
            {
                rest.Add(term);
                continue;
            }

            whole.Add(part);
            rest.Add(term with { Coefficient = term.Coefficient - multiple.Coefficient });
        }

        return (Dim.Sum(whole), Dim.Sum(rest));
    }

    /// <summary>⌊a / b⌋ where b divides no term of a.</summary>
    private static Dim Proper(Dim a, Dim b)
    {
        foreach (var atom in b.Terms[0].Atoms)
        {
            if (a.Terms.Concat(b.Terms).All(t => t.Atoms.Contains(atom)))
                return Floor(Without(a, atom), Without(b, atom));
        }

        // Of a constant in the numerator, what is less than the common factor of all else is rounded off.
        var factor = a.Terms.Where(t => t.Atoms.Length > 0 || !b.IsConstant).Concat(b.Terms)
            .Aggregate(0L, (divisor, term) => GreatestCommonDivisor(divisor, term.Coefficient));
        if (factor > 1)
            return Floor(Scaled(a, factor), Scaled(b, factor));
        if (a.IsConstant && b.IsConstant)
            return Dim.FloorDivide(a.ConstantValue, b.ConstantValue);
        return b is { IsConstant: true, ConstantValue: <= LargestNested } && Inner(a) is { } inner
            ? Floor(inner.Numerator + (inner.Denominator * (a - Dim.Quotient(inner))), inner.Denominator * b)
            : Dim.Quotient(new QuotientAtom(a, b));
    }

    /// <summary>The only quotient by a number in a sum, with factor 1; null where there is another, or none.</summary>
    private static QuotientAtom? Inner(Dim sum)
    {
        var quotients = sum.Terms.Where(t => t.Atoms.Any(a => a is QuotientAtom)).ToList();
        // What is known to be exact cancels as it is.
        return quotients is [{ Coefficient: 1, Atoms: [QuotientAtom { IsExact: false, Denominator.IsConstant: true } only] }]
            && only.Denominator.ConstantValue <= LargestNested
            ? only
            : null;
    }

    private static Dim Without(Dim dim, DimAtom factor) =>
        Dim.Sum(dim.Terms.Select(t => t with { Atoms = t.Atoms.Remove(factor) }));

    private static Dim Scaled(Dim dim, long factor) =>
        Dim.Sum(dim.Terms.Select(t => t with { Coefficient = Dim.FloorDivide(t.Coefficient, factor) }));

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return Math.Abs(a);
    }
}
