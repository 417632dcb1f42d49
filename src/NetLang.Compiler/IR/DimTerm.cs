using System.Collections.Immutable;
using System.Globalization;

namespace NetLang.Compiler.IR;

/// <summary>A coefficient times a product of atoms (sorted; repeated for powers).</summary>
public sealed record DimTerm(long Coefficient, ImmutableArray<DimAtom> Atoms)
{
    internal string Monomial => string.Join(" * ", Atoms.Select(a => a.ToString()));

    /// <summary>Null where the other's coefficient and atoms are not among its own.</summary>
    internal DimTerm? DividedBy(DimTerm divisor)
    {
        if (Coefficient % divisor.Coefficient != 0)
            return null;
        var atoms = Atoms;
        foreach (var atom in divisor.Atoms)
        {
            if (!atoms.Contains(atom))
                return null;
            atoms = atoms.Remove(atom);
        }

        return new DimTerm(Coefficient / divisor.Coefficient, atoms);
    }

    public bool Equals(DimTerm? other) =>
        other is not null && Coefficient == other.Coefficient && Atoms.AsSpan().SequenceEqual(other.Atoms.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Coefficient);
        foreach (var atom in Atoms)
            hash.Add(atom);
        return hash.ToHashCode();
    }

    public override string ToString()
    {
        if (Atoms.Length == 0)
            return Coefficient.ToString(CultureInfo.InvariantCulture);
        return Coefficient switch
        {
            1 => Monomial,
            -1 => "-" + Monomial,
            _ => string.Create(CultureInfo.InvariantCulture, $"{Coefficient} * {Monomial}"),
        };
    }
}

/// <summary>What a dimension is a polynomial over.</summary>
public abstract record DimAtom
{
    /// <summary>The number of symbols and quotients in it.</summary>
    internal abstract int Parts { get; }

    public abstract IEnumerable<string> Symbols { get; }

    public abstract long Evaluate(Func<string, long> binding);

    /// <summary>As <see cref="Dim.Substitute"/>.</summary>
    internal abstract Dim Substitute(Func<string, Dim?> replacement);
}

/// <summary>A symbol chosen at run time.</summary>
public sealed record SymbolAtom(string Name) : DimAtom
{
    internal override int Parts => 1;

    public override IEnumerable<string> Symbols => [Name];

    public override long Evaluate(Func<string, long> binding) => binding(Name);

    internal override Dim Substitute(Func<string, Dim?> replacement) => replacement(Name) ?? Dim.Symbol(Name);

    public override string ToString() => Name;
}

/// <summary>⌊numerator / denominator⌋</summary>
public sealed record QuotientAtom(Dim Numerator, Dim Denominator) : DimAtom
{
    /// <summary>
    /// Whether there is known to be no remainder. It has the value of the rounded quotient, and so is equal to it.
    /// </summary>
    public bool IsExact { get; init; }

    internal override int Parts { get; } = checked(1 + Numerator.Parts + Denominator.Parts);

    public override IEnumerable<string> Symbols => Numerator.Symbols.Concat(Denominator.Symbols);

    public override long Evaluate(Func<string, long> binding) =>
        Dim.FloorDivide(Numerator.Evaluate(binding), Denominator.Evaluate(binding));

    internal override Dim Substitute(Func<string, Dim?> replacement)
    {
        var (numerator, denominator) = (Numerator.Substitute(replacement), Denominator.Substitute(replacement));
        return IsExact ? Dim.ExactQuotient(numerator, denominator) : Dim.FloorDivide(numerator, denominator);
    }

    public bool Equals(QuotientAtom? other) =>
        other is not null && Numerator.Equals(other.Numerator) && Denominator.Equals(other.Denominator);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <summary>In parentheses, so that it can stand as a factor.</summary>
    public override string ToString() => $"({Numerator.ToFactor()} / {Denominator.ToFactor()})";
}
