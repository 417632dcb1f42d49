using NetLang.Compiler.IR;

namespace NetLang.Compiler.Codegen;

/// <summary>Dimensions as C# expressions of type <c>long</c>.</summary>
public static class DimCode
{
    /// <param name="symbol">The code for a symbol.</param>
    public static CsCode Of(Dim dim, Func<string, CsCode> symbol)
    {
        if (dim.IsConstant)
            return Number(dim.ConstantValue);
        // Constants stand last, as Dim.ToString has it.
        var terms = dim.Terms.OrderBy(t => t.Atoms.Length == 0).ToList();
        var sum = Term(terms[0], symbol);
        foreach (var term in terms.Skip(1))
        {
            sum = term.Coefficient < 0
                ? CsCode.Of($"{sum} - {Term(term with { Coefficient = -term.Coefficient }, symbol)}")
                : CsCode.Of($"{sum} + {Term(term, symbol)}");
        }

        return sum;
    }

    /// <summary>Σ of the products of strides and coordinates, and an offset; zero terms are left out.</summary>
    public static CsCode Affine(Dim offset, IEnumerable<(Dim Stride, CsCode Coordinate)> terms, Func<string, CsCode> symbol)
    {
        var parts = terms
            .Where(t => !t.Stride.IsZero)
            .Select(t => t.Stride.IsOne ? t.Coordinate : CsCode.Of($"{Factor(t.Coordinate)} * {Factor(Of(t.Stride, symbol))}"))
            .ToList();
        if (!offset.IsZero || parts.Count == 0)
            parts.Add(Of(offset, symbol));
        return CsCode.Join(" + ", parts);
    }

    /// <summary>The code as an <c>nint</c>. C# converts a constant beyond <c>int</c> only where it is told to.</summary>
    public static CsCode Native(CsCode code) => CsCode.Of($"unchecked((nint){Factor(code)})");

    /// <summary>The code as a factor of a product.</summary>
    public static CsCode Factor(CsCode code) => code.IsAtom ? code : CsCode.Of($"({code})");

    private static CsCode Number(long value) =>
        value is >= 0 and <= int.MaxValue ? CsCode.Of($"{value}") : CsCode.Of($"({CsLiteral.Of(value)})");

    private static CsCode Term(DimTerm term, Func<string, CsCode> symbol)
    {
        var factors = term.Atoms.Select(a => Atom(a, symbol));
        if (term.Coefficient != 1 || term.Atoms.Length == 0)
            factors = factors.Append(Number(term.Coefficient));
        return CsCode.Join(" * ", factors);
    }

    private static CsCode Atom(DimAtom atom, Func<string, CsCode> symbol) => atom switch
    {
        SymbolAtom s => symbol(s.Name),
        QuotientAtom q => CsCode.Of($"Dimensions.FloorDivide({Of(q.Numerator, symbol)}, {Of(q.Denominator, symbol)})"),
        _ => throw new InvalidOperationException($"no code for dimension {atom}"),
    };
}
