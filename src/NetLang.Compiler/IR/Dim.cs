using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>
/// A dimension in normal form: a polynomial with integer coefficients over atoms, where an atom is a symbol or the
/// floor division of two dimensions. Equal values of this type are equal dimensions; two that cannot be proven equal
/// by it are treated as different.
/// </summary>
public sealed class Dim : IEquatable<Dim>
{
    private const int MaximumParts = 10_000;

    private readonly ImmutableArray<DimTerm> terms; // sorted by monomial, no zero coefficients

    /// <exception cref="DimensionLimitException">It has too many parts.</exception>
    private Dim(ImmutableArray<DimTerm> terms)
    {
        this.terms = terms;
        Parts = terms.Sum(t => 1 + t.Atoms.Sum(a => a.Parts));
        if (Parts > MaximumParts)
            throw new DimensionLimitException($"a dimension has more than {MaximumParts} parts");
    }

    public static Dim Zero { get; } = new([]);

    public static Dim One { get; } = Constant(1);

    /// <summary>The terms, sorted; none for zero.</summary>
    public ImmutableArray<DimTerm> Terms => terms;

    public bool IsConstant => terms.Length == 0 || (terms.Length == 1 && terms[0].Atoms.Length == 0);

    public bool IsOne => IsConstant && ConstantValue == 1;

    public bool IsZero => terms.Length == 0;

    /// <summary>The value of a constant dimension.</summary>
    public long ConstantValue => IsConstant
        ? (terms.Length == 0 ? 0 : terms[0].Coefficient)
        : throw new InvalidOperationException($"{this} is not constant");

    /// <summary>The symbol's name where the dimension is just that, else null.</summary>
    public string? AsSymbol =>
        terms is [{ Coefficient: 1, Atoms: [SymbolAtom symbol] }] ? symbol.Name : null;

    /// <summary>The size of the polynomial, with the quotients in it.</summary>
    /// <remarks>It is limited: a program of a few lines can square one again and again.</remarks>
    internal int Parts { get; }

    /// <summary>All symbols in it, without repetition, sorted.</summary>
    public IEnumerable<string> Symbols => terms
        .SelectMany(t => t.Atoms)
        .SelectMany(a => a.Symbols)
        .Distinct()
        .Order(StringComparer.Ordinal);

    public static implicit operator Dim(long value) => Constant(value);

    public static Dim Constant(long value) =>
        value == 0 ? Zero : new([new DimTerm(value, [])]);

    public static Dim Symbol(string name) => new([new DimTerm(1, [new SymbolAtom(name)])]);

    // Most dimensions are numbers, and most of those in index maps 0 or 1: they need no polynomials.
    public static Dim operator +(Dim a, Dim b) => (a.IsConstant && b.IsConstant, a.IsZero, b.IsZero) switch
    {
        (true, _, _) => checked(a.ConstantValue + b.ConstantValue),
        (_, true, _) => b,
        (_, _, true) => a,
        _ => Normalize(a.terms.Concat(b.terms)),
    };

    public static Dim operator -(Dim a) =>
        new([.. a.terms.Select(t => t with { Coefficient = checked(-t.Coefficient) })]);

    public static Dim operator -(Dim a, Dim b) => a + -b;

    public static Dim operator *(Dim a, Dim b) =>
        (a.IsConstant && b.IsConstant, a.IsOne || b.IsZero, b.IsOne || a.IsZero) switch
        {
            (true, _, _) => checked(a.ConstantValue * b.ConstantValue),
            (_, true, _) => b,
            (_, _, true) => a,
            _ => Normalize(
                from x in a.terms
                from y in b.terms
                from term in Cancel(new DimTerm(
                    checked(x.Coefficient * y.Coefficient),
                    [.. x.Atoms.Concat(y.Atoms).OrderBy(atom => atom.ToString(), StringComparer.Ordinal)]))
                select term),
        };

    /// <summary>⌊a / b⌋ in its normal form, see <see cref="DimQuotient"/>.</summary>
    public static Dim FloorDivide(Dim a, Dim b) => DimQuotient.Floor(a, b);

    /// <summary>a / b, of which it is known that there is no remainder: times b it is a.</summary>
    public static Dim ExactQuotient(Dim a, Dim b) =>
        TryDivideExactly(a, b) ?? Quotient(new QuotientAtom(a, b) { IsExact = true });

    /// <summary>a - b · ⌊a / b⌋</summary>
    public static Dim Remainder(Dim a, Dim b) => a - (b * FloorDivide(a, b));

    /// <summary>
    /// Slope and offset of <c>slope * symbol + offset</c>; null where it is no such sum, or the slope is zero.
    /// </summary>
    public (Dim Slope, Dim Offset)? LinearIn(string symbol)
    {
        var atom = new SymbolAtom(symbol);
        var with = terms.Where(t => t.Atoms.Contains(atom)).ToList();
        var slope = Normalize(with.Select(t => t with { Atoms = t.Atoms.Remove(atom) }));
        var offset = Normalize(terms.Except(with));
        return slope.IsZero || slope.Symbols.Concat(offset.Symbols).Contains(symbol) ? null : (slope, offset);
    }

    /// <summary>The value for a binding of the symbols, in checked arithmetic.</summary>
    public long Evaluate(Func<string, long> binding)
    {
        long sum = 0;
        foreach (var term in terms)
        {
            var product = term.Coefficient;
            foreach (var atom in term.Atoms)
                product = checked(product * atom.Evaluate(binding));
            sum = checked(sum + product);
        }

        return sum;
    }

    /// <summary>The same with other dimensions in the place of symbols.</summary>
    /// <param name="replacement">Of a symbol; null where it stays.</param>
    public Dim Substitute(Func<string, Dim?> replacement) => terms.Aggregate(Zero, (sum, term) =>
        sum + term.Atoms.Aggregate(Constant(term.Coefficient), (product, atom) => product * atom.Substitute(replacement)));

    public bool Equals(Dim? other) => other is not null && terms.AsSpan().SequenceEqual(other.terms.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Dim);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var term in terms)
            hash.Add(term);
        return hash.ToHashCode();
    }

    /// <summary>As a user would write it: <c>16 * H + 1</c>.</summary>
    public override string ToString()
    {
        if (terms.Length == 0)
            return "0";
        if (terms is [{ Coefficient: 1, Atoms: [QuotientAtom alone] }])
            return $"{alone.Numerator.ToFactor()} / {alone.Denominator.ToFactor()}";
        // Constants stand last: N + 1, not 1 + N.
        var ordered = terms.OrderBy(t => t.Atoms.Length == 0).ToList();
        var text = ordered[0].ToString();
        foreach (var term in ordered.Skip(1))
        {
            text += term.Coefficient < 0
                ? " - " + (term with { Coefficient = -term.Coefficient })
                : " + " + term;
        }

        return text;
    }

    /// <summary>A quotient alone.</summary>
    internal static Dim Quotient(QuotientAtom atom) => new([new DimTerm(1, [atom])]);

    /// <summary>The sum of some terms.</summary>
    internal static Dim Sum(IEnumerable<DimTerm> terms) => Normalize(terms);

    internal string ToFactor() => IsConstant || AsSymbol is not null ? ToString() : $"({this})";

    internal static long FloorDivide(long a, long b)
    {
        var quotient = a / b;
        return (a % b != 0) && ((a < 0) != (b < 0)) ? quotient - 1 : quotient;
    }

    /// <summary>a / b, where that is a polynomial for all values of the symbols; else null.</summary>
    internal static Dim? TryDivideExactly(Dim a, Dim b)
    {
        if (Ratio(a, b) is { } ratio)
            return ratio;
        // Else only by a single term: (6·N·H) / (2·N) = 3·H.
        if (b.terms is not [var divisor])
            return null;
        var quotient = new List<DimTerm>();
        foreach (var term in a.terms)
        {
            if (term.DividedBy(divisor) is not { } part)
                return null;
            quotient.Add(part);
        }

        return Normalize(quotient);
    }

    /// <summary>The number that a is b times; null where there is none, or it is 0.</summary>
    internal static long? Ratio(Dim a, Dim b)
    {
        if (a.IsZero || b.IsZero)
            return null;
        var ratio = a.terms[0].Coefficient / b.terms[0].Coefficient;
        return ratio != 0 && (ratio * b).Equals(a) ? ratio : null;
    }

    /// <summary>b · (a / b) = a, where the quotient is exact.</summary>
    private static IEnumerable<DimTerm> Cancel(DimTerm term)
    {
        foreach (var quotient in term.Atoms.OfType<QuotientAtom>().Where(q => q.IsExact))
        {
            var others = term with { Atoms = term.Atoms.Remove(quotient) };
            if (quotient.Denominator.terms is [var denominator] && others.DividedBy(denominator) is { } rest)
                return (new Dim([rest]) * quotient.Numerator).terms;
        }

        return [term];
    }

    private static Dim Normalize(IEnumerable<DimTerm> terms) => new(
    [
        .. from term in terms
           group term by term.Monomial into same
           let coefficient = same.Aggregate(0L, (sum, t) => checked(sum + t.Coefficient))
           where coefficient != 0
           orderby same.Key
           select same.First() with { Coefficient = coefficient },
    ]);
}

/// <summary>A dimension is too complicated to compute with.</summary>
public sealed class DimensionLimitException(string message) : OverflowException(message);
