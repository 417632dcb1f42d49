using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Sizes;

/// <summary>A call of the user's that gives an axis another length.</summary>
/// <param name="Source">The length before.</param>
/// <param name="Rules">What was done in the call, the last first.</param>
internal sealed record SizeStep(SourceSpan Place, Dim Size, Dim Source, ImmutableArray<SizeRule> Rules)
{
    /// <summary>"6 = ⌊(13 - 2) / 2⌋ + 1".</summary>
    public string Text => $"{Size} = {Rules.Reverse().Aggregate(Source.ToString(), (text, rule) => rule.Text(text))}";

    /// <summary>"`conv2d` of line 3".</summary>
    public string Call => $"`{Place.Text}` of line {Place.Source.Position(Place.Start).Line + 1}";

    /// <summary>The sources that give lengths in a range.</summary>
    public SizeRule.Range Before(SizeRule.Range lengths) => Rules.Aggregate(lengths, (range, rule) => rule.Before(range));
}
