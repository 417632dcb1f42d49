using NetLang.Runtime.Data.Images;
using NetLang.Runtime.Data.Texts;
using NetLang.Runtime.Execution;
using NetLang.Runtime.Text;

namespace NetLang.Runtime.Data;

/// <summary>The files behind data sources, each of which is read once.</summary>
/// <param name="model">A CSV column of an input's name feeds it alone.</param>
/// <param name="directory">The folder to which paths are relative; null for the current one.</param>
internal sealed class SourceFiles(ModelSpec model, string? directory)
{
    private readonly Dictionary<DataSource, Dataset> read = [];
    private readonly Dictionary<TokenizerSpec, Tokenizer> tokenizers = [];

    private string[] InputNames => [.. model.Inputs.Select(input => input.Name)];

    /// <param name="source">One without transforms.</param>
    /// <exception cref="NetLangException">A file is missing or wrong.</exception>
    public Dataset Read(DataSource source)
    {
        if (!read.TryGetValue(source, out var data))
            read[source] = data = ReadNew(source);
        return data;
    }

    /// <summary>Reads a file of examples to predict from, without what is to be predicted.</summary>
    /// <param name="path">Relative to the current folder.</param>
    /// <param name="origin">The source that was trained on, without its transforms.</param>
    /// <exception cref="NetLangException">The file is missing or wrong.</exception>
    public Dataset ReadExamples(string path, DataSource? origin)
    {
        if (DataLoader.ImagesAt(path) is { } images)
            return new(ImageSet.Read("images", images, ChannelsOf(origin)));
        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
            return new(NpyFile.Read(path, "features"));
        return origin switch
        {
            TextSource text => TextWindows.Read(path, TokenizerOf(text.Tokens), text.Length, hasNext: false),
            LabelledTextSource text => LabelledTextFile.Read(path, text, TokenizerOf(text.Tokens), labelMayLack: true),
            TextPairSource pairs => TextPairFile.Read(path, pairs, TokenizerOf(pairs.Tokens), targetMayLack: true),
            SeriesSource series => SeriesFile.Read(path, series, hasTarget: false),
            _ => WithoutTarget(path, (origin as CsvSource)?.Target),
        };
    }

    /// <summary>What makes tokens, as a program describes it.</summary>
    /// <exception cref="NetLangException">The file of a vocabulary is missing or wrong.</exception>
    public Tokenizer TokenizerOf(TokenizerSpec spec)
    {
        if (!tokenizers.TryGetValue(spec, out var tokenizer))
            tokenizers[spec] = tokenizer = NewTokenizer(spec);
        return tokenizer;
    }

    /// <summary>What the classes of a source are called; null where it does not say it, or is not there.</summary>
    public IReadOnlyList<string>? ClassNames(DataSource? origin) => origin switch
    {
        Cifar10Source => Cifar10File.ClassNames,
        ImageFolderSource folder when Directory.Exists(Resolve(folder.Folder)) => ImageFolder.ClassNames(Resolve(folder.Folder)),
        LabelledTextSource text when File.Exists(Resolve(text.Path)) => LabelledTextFile.ClassNames(Resolve(text.Path), text),
        _ => null,
    };

    /// <summary>Labels are places in the list of a source's classes, so two sources must have the same.</summary>
    /// <exception cref="NetLangException">They have not.</exception>
    public void CheckClasses(DataSource? training, DataSource validation)
    {
        switch (training, validation)
        {
            case (ImageFolderSource learned, ImageFolderSource held):
                CheckClasses(learned, held, $"folder '{held.Folder}'", $"'{learned.Folder}'", "sub-folder", "folders the same sub-folders");
                break;
            case (LabelledTextSource learned, LabelledTextSource held) when learned != held:
                CheckClasses(learned, held, $"file '{held.Path}'", $"'{learned.Path}'", "label", "files the same labels");
                break;
        }
    }

    private void CheckClasses(DataSource learned, DataSource held, string here, string there, string noun, string same)
    {
        if (ClassNames(learned) is not { } expected || ClassNames(held) is not { } found || expected.SequenceEqual(found))
            return;
        var different = expected.Except(found).Concat(found.Except(expected)).First();
        var isMissing = expected.Contains(different);
        throw new NetLangException(
            DataErrors.ClassesDiffer,
            $"the {here} has {(isMissing ? "no" : "a")} {noun} '{different}', and {there}, which "
            + $"was learned from, has {(isMissing ? "one" : "none")}",
            $"give both {same}: a label is the place of its class among them");
    }

    private Dataset ReadNew(DataSource source) => source switch
    {
        CsvSource csv => CsvFile.Read(Resolve(csv.Path), csv.Target, InputNames),
        IdxSource idx => new(IdxFile.Read(Resolve(idx.Images), "images"), IdxFile.Read(Resolve(idx.Labels), "labels")),
        NpySource npy => new(
            NpyFile.Read(Resolve(npy.Features), "features"), NpyFile.Read(Resolve(npy.Targets), "targets")),
        Cifar10Source cifar => Cifar10File.Read([.. cifar.Paths.Select(Resolve)]),
        ImageFolderSource images => ImageFolder.Read(Resolve(images.Folder), images.Channels),
        TextSource text => TextWindows.Read(Resolve(text.Path), TokenizerOf(text.Tokens), text.Length),
        LabelledTextSource text => LabelledTextFile.Read(Resolve(text.Path), text, TokenizerOf(text.Tokens)),
        TextPairSource pairs => TextPairFile.Read(Resolve(pairs.Path), pairs, TokenizerOf(pairs.Tokens)),
        SeriesSource series => SeriesFile.Read(Resolve(series.Path), series),
        InlineSource rows => new(
            Dataset.Flatten("features", rows.Features), Dataset.Flatten("targets", rows.Targets)),
        _ => throw new ArgumentException($"no loader reads {source.GetType().Name}"),
    };

    private Tokenizer NewTokenizer(TokenizerSpec spec) => spec switch
    {
        ByteTokens => new ByteTokenizer(),
        CharacterTokens characters => new CharacterTokenizer(characters.Alphabet, characters.Unknown),
        WordTokens words => Vocabulary.Read(Resolve(words.Vocabulary), words.Unknown),
        LearnedTokens learned => LearnedVocabulary.Read(Resolve(learned.Path), learned.Count),
        GptTokens gpt => GptVocabulary.Read(Resolve(gpt.Vocabulary), Resolve(gpt.Merges)),
        _ => throw new ArgumentException($"nothing makes tokens of {spec.GetType().Name}"),
    };

    private Dataset WithoutTarget(string path, string? target)
    {
        var data = CsvFile.Read(path, target, InputNames, targetMayLack: true);
        return new([.. data.Columns.Where(column => column.Name != target)]);
    }

    private static int ChannelsOf(DataSource? origin) => origin switch
    {
        ImageFolderSource folder => folder.Channels,
        IdxSource => 1,
        _ => 3,
    };

    private string Resolve(string path) => directory is null ? path : Path.Combine(directory, path);
}
