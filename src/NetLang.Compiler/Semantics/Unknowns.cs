using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics;

/// <summary>
/// What may hold although nothing proves it. In a model a dimension that is chosen at run time is that alone, and what
/// is not proven of it is an error. Where a definition is checked on its own, a symbol stands for whatever number a call
/// gives, which may well be known there: only what fails for all numbers is an error.
/// </summary>
internal sealed class Unknowns(Elaborator elaborator, bool areOpen)
{
    private int tensors;

    /// <summary>Whether symbols stand for any numbers. Else nothing may hold that is not proven.</summary>
    public bool AreOpen => areOpen;

    /// <summary>Whether a value depends on symbols where a call might give a number that is known.</summary>
    public bool StandsForNumber(Value value) => areOpen && value is (DimValue or UndecidedValue or ScalarValue);

    /// <summary>Whether two dimensions are proven to differ, whatever numbers stand for the symbols.</summary>
    public bool AreDifferent(Dim a, Dim b) => Holds(() => a - b, Relation.Zero) == false;

    public bool MayBeEqual(Dim a, Dim b) => areOpen && !AreDifferent(a, b);

    /// <summary>
    /// Whether two dimensions are equal for some numbers and not for others, as far as is known. With a quotient they may
    /// be equal by its rounding, which nothing proves.
    /// </summary>
    public bool AreEqualForSome(Dim a, Dim b)
    {
        var hasQuotient = a.Terms.Concat(b.Terms).Any(term => term.Atoms.Any(atom => atom is QuotientAtom));
        return areOpen && !hasQuotient && Holds(() => a - b, Relation.Zero) is null;
    }

    public bool MayBeEqual(Shape a, Shape b) =>
        areOpen && a.Rank == b.Rank && a.Zip(b).All(dims => MayBeEqual(dims.First, dims.Second));

    public bool MayBeEqual(TensorType a, TensorType b) => a.Element == b.Element && MayBeEqual(a.Shape, b.Shape);

    /// <summary>Whether two shapes, aligned at their ends, may have dimensions that are equal or 1.</summary>
    public bool MayBroadcast(Shape a, Shape b) => areOpen && a.Reverse().Zip(b.Reverse()).All(dims =>
        MayBeEqual(dims.First, dims.Second) || MayBeEqual(dims.First, Dim.One) || MayBeEqual(dims.Second, Dim.One));

    public bool MayBeNotNegative(Dim dim) => areOpen && Holds(() => dim, Relation.NotNegative) != false;

    /// <summary>A tensor of which nothing but the type is known.</summary>
    public NodeValue Tensor(TensorType type) => new(elaborator.Builder.Input($"unknown:{tensors++}", type));

    private bool? Holds(Func<Dim> dim, Relation relation)
    {
        try
        {
            return elaborator.Facts.Holds(dim(), relation);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
