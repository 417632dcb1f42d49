using NetLang.Runtime.Data;

namespace NetLang.Compiler.Codegen.Models;

/// <summary>Descriptions of data, as C# that makes them.</summary>
internal static class DataSourceCode
{
    public static CsCode Of(DataSource? source) => source switch
    {
        null => CsLiteral.Null,
        CsvSource csv => CsCode.Of($"new CsvSource({CsLiteral.Of(csv.Path)}, {CsLiteral.Of(csv.Target)})"),
        IdxSource idx => CsCode.Of($"new IdxSource({CsLiteral.Of(idx.Images)}, {CsLiteral.Of(idx.Labels)})"),
        NpySource npy => CsCode.Of($"new NpySource({CsLiteral.Of(npy.Features)}, {CsLiteral.Of(npy.Targets)})"),
        Cifar10Source cifar => CsCode.Of($"new Cifar10Source({SpecCode.List(cifar.Paths.Select(path => (CsCode)CsLiteral.Of(path)))})"),
        ImageFolderSource images => CsCode.Of($"new ImageFolderSource({CsLiteral.Of(images.Folder)}, {images.Channels})"),
        TextSource text => CsCode.Of($"new TextSource({Of(text.Tokens)}, {CsLiteral.Of(text.Path)}, {text.Length})"),
        LabelledTextSource text => CsCode.Of($"new LabelledTextSource({Of(text.Tokens)}, {CsLiteral.Of(text.Path)}, {CsLiteral.Of(text.Text)}, {CsLiteral.Of(text.Label)}, {text.Length}){Of(text.Buckets)}"),
        TextPairSource pairs => CsCode.Of($"new TextPairSource({Of(pairs.Tokens)}, {CsLiteral.Of(pairs.Path)}, {CsLiteral.Of(pairs.Source)}, {CsLiteral.Of(pairs.Target)}, {pairs.SourceLength}, {pairs.TargetLength}, {CsLiteral.Of(pairs.Start)}, {CsLiteral.Of(pairs.Stop)}){Of(pairs.Buckets)}"),
        SeriesSource series => CsCode.Of($"new SeriesSource({CsLiteral.Of(series.Path)}, {series.Window}, {series.Horizon}, {series.Stride}, {CsLiteral.Of(series.Target)})"),
        InlineSource rows => CsCode.Of($"new InlineSource({Rows(rows.Features)}, {Rows(rows.Targets)})"),
        TransformedSource transformed => CsCode.Of($"new TransformedSource({Of(transformed.Source)}, {Of(transformed.Transform)})"),
        _ => throw new InvalidOperationException($"no code for {source}"),
    };

    private static CsCode Of(LengthBuckets? buckets) => buckets is null
        ? CsCode.Empty
        : CsCode.Of($" {{ Buckets = new LengthBuckets({SpecCode.List(buckets.Lengths.Select(length => CsCode.Of($"{length}")))}) }}");

    private static CsCode Of(TokenizerSpec tokens) => tokens switch
    {
        ByteTokens => CsCode.Of($"new ByteTokens()"),
        CharacterTokens characters => CsCode.Of($"new CharacterTokens({CsLiteral.Of(characters.Alphabet)}, {CsLiteral.Of(characters.Unknown)})"),
        WordTokens words => CsCode.Of($"new WordTokens({CsLiteral.Of(words.Vocabulary)}, {CsLiteral.Of(words.Unknown)})"),
        LearnedTokens learned => CsCode.Of($"new LearnedTokens({CsLiteral.Of(learned.Path)}, {learned.Count})"),
        GptTokens gpt => CsCode.Of($"new GptTokens({CsLiteral.Of(gpt.Vocabulary)}, {CsLiteral.Of(gpt.Merges)})"),
        _ => throw new InvalidOperationException($"no code for {tokens}"),
    };

    private static CsCode Of(DataTransform transform) => transform switch
    {
        ScaleTransform scale => CsCode.Of($"new ScaleTransform({CsLiteral.Of(scale.Factor)}, {CsLiteral.Of(scale.Column)})"),
        NormalizeTransform normalize => Of(normalize),
        OneHotTransform oneHot => CsCode.Of($"new OneHotTransform({oneHot.Classes}, {CsLiteral.Of(oneHot.Column)})"),
        SplitTransform split => Of(split),
        RandomTransform random => Of(random),
        _ => throw new InvalidOperationException($"no code for {transform}"),
    };

    private static CsCode Of(SplitTransform split)
    {
        var code = CsCode.Of($"new SplitTransform({CsLiteral.Of(split.Fraction)}, {CsLiteral.Of(split.Seed)}, {CsLiteral.Of(split.First)})");
        return split.IsShuffled ? code : CsCode.Of($"{code} {{ IsShuffled = false }}");
    }

    private static CsCode Of(NormalizeTransform normalize) => CsCode.Of($"new NormalizeTransform({CsLiteral.Of(normalize.Column)}) {{ IsPerChannel = {CsLiteral.Of(normalize.IsPerChannel)}, Mean = {Numbers(normalize.Mean)}, Deviation = {Numbers(normalize.Deviation)} }}");

    private static CsCode Of(RandomTransform transform) => transform switch
    {
        RandomCropTransform crop => CsCode.Of($"new RandomCropTransform({crop.Height}, {crop.Width}, {crop.Padding}, {CsLiteral.Of(crop.Fill)}, {CsLiteral.Of(crop.Column)})"),
        RandomHorizontalFlipTransform flip => CsCode.Of($"new RandomHorizontalFlipTransform({CsLiteral.Of(flip.Probability)}, {CsLiteral.Of(flip.Column)})"),
        RandomVerticalFlipTransform flip => CsCode.Of($"new RandomVerticalFlipTransform({CsLiteral.Of(flip.Probability)}, {CsLiteral.Of(flip.Column)})"),
        RandomRotationTransform turn => CsCode.Of($"new RandomRotationTransform({CsLiteral.Of(turn.Degrees)}, {CsLiteral.Of(turn.Fill)}, {CsLiteral.Of(turn.Column)})"),
        RandomTranslationTransform move => CsCode.Of($"new RandomTranslationTransform({CsLiteral.Of(move.Share)}, {CsLiteral.Of(move.Fill)}, {CsLiteral.Of(move.Column)})"),
        RandomBrightnessTransform brightness => CsCode.Of($"new RandomBrightnessTransform({CsLiteral.Of(brightness.Amount)}, {CsLiteral.Of(brightness.Column)})"),
        RandomContrastTransform contrast => CsCode.Of($"new RandomContrastTransform({CsLiteral.Of(contrast.Amount)}, {CsLiteral.Of(contrast.Column)})"),
        CutoutTransform cutout => CsCode.Of($"new CutoutTransform({cutout.Size}, {CsLiteral.Of(cutout.Fill)}, {CsLiteral.Of(cutout.Column)})"),
        MixupTransform mixup => CsCode.Of($"new MixupTransform({CsLiteral.Of(mixup.Alpha)})"),
        _ => throw new InvalidOperationException($"no code for {transform}"),
    };

    private static CsCode Numbers(double[]? numbers) => numbers is null
        ? CsLiteral.Null
        : CsCode.Of($"[{SpecCode.List(numbers.Select(number => (CsCode)CsLiteral.Of(number)))}]");

    private static CsCode Rows(double[][] rows) =>
        CsCode.Of($"[{SpecCode.List(rows.Select(r => CsCode.Of($"[{SpecCode.List(r.Select(v => (CsCode)CsLiteral.Of(v)))}]")))}]");
}
