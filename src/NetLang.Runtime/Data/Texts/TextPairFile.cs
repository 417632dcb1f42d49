using NetLang.Runtime.Text;

namespace NetLang.Runtime.Data.Texts;

/// <summary>
/// A CSV file with a text in each row and another that is to be made of it, a token at a time: <c>previous</c> is what a model
/// is given, the start and then the target, and <c>target</c> what it is to give, the target and then the stop.
/// </summary>
internal static class TextPairFile
{
    /// <param name="targetMayLack">Whether a file without targets is fine: one to predict from. Then there are no columns of them.</param>
    /// <exception cref="NetLangException">The file cannot be read, or a text is too long or holds what is no token.</exception>
    public static Dataset Read(string path, TextPairSource source, Tokenizer tokenizer, bool targetMayLack = false)
    {
        var (start, stop) = (Single(tokenizer, source.Start, "start"), Single(tokenizer, source.Stop, "stop"));
        var sources = new TokenRows("source", source.SourceLength, source.Buckets);
        var previous = new TokenRows("previous", source.TargetLength);
        var targets = new TokenRows("target", source.TargetLength);
        TextTable.Read(path, [source.Source, source.Target], targetMayLack ? 1 : 2, table =>
        {
            table.Append(0, tokenizer, sources.Row);
            sources.End(table.Place(0), "sourceLength");
            if (!targetMayLack)
                AddTarget(table);
            TokenRows.Check(path, sources, previous, targets);
        });
        var origin = new ColumnOrigin(Path.GetFileName(path));
        var (tokens, lengths) = (sources.ToColumn(origin), sources.Lengths("sourceLengths", origin));
        return targetMayLack
            ? new(tokens, lengths)
            : new(tokens, previous.ToColumn(origin), targets.ToColumn(origin), lengths, targets.Lengths("targetLengths", origin));

        void AddTarget(TextTable table)
        {
            previous.Row.Add(start);
            table.Append(1, tokenizer, previous.Row);
            previous.End($"{table.Place(1)}, with `start`,", "targetLength");
            table.Append(1, tokenizer, targets.Row);
            targets.Row.Add(stop);
            targets.End($"{table.Place(1)}, with `stop`,", "targetLength");
        }
    }

    private static int Single(Tokenizer tokenizer, string token, string option) => tokenizer.IndexOf(token) is >= 0 and var found
        ? found
        : throw new NetLangException(
            DataErrors.UnknownToken,
            $"`{option} = \"{token}\"` of `textPairs` is not in the {tokenizer.Set}",
            $"add it to the {tokenizer.Set}, or take a token of it");
}
