using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Errors;

/// <summary>What the parser would have accepted at the place of an error.</summary>
internal sealed class ExpectedTokens
{
    public static readonly ExpectedTokens Unknown = new(null);

    private const string LineEnd = "the end of the line";

    private readonly IntervalSet? set;

    private ExpectedTokens(IntervalSet? set) => this.set = set;

    public bool IsUnknown => set is null;

    public bool HasExpression => Has(FUN) && Has(LOWER_NAME);

    public static ExpectedTokens Of(RecognitionException error) => new(error.GetExpectedTokens());

    public bool Has(int type) => set?.Contains(type) ?? false;

    public bool OnlyLineEnd => Describe() == LineEnd;

    /// <summary>In words; null where there is nothing short to say.</summary>
    public string? Describe()
    {
        if (set is null)
            return null;
        if (HasExpression)
            return "an expression";
        if (Has(TYPE_VARIABLE))
            return "a type";
        if (Has(LOWER_NAME) && Has(UNDERSCORE))
            return "a name or a pattern";
        var words = set.ToList().Select(Word).OfType<string>().Distinct().ToList();
        return words.Count is > 0 and <= 4 ? string.Join(" or ", words) : null;
    }

    private static string? Word(int type) => type switch
    {
        BLOCK_SEPARATOR or BLOCK_END or TokenConstants.EOF => LineEnd,
        LOWER_NAME or UPPER_NAME => "a name",
        STRING => "a string",
        INTEGER or FLOAT => "a number",
        INDEX_OPEN => "`[`",
        _ => DefaultVocabulary.GetLiteralName(type)?.Replace('\'', '`'),
    };
}
