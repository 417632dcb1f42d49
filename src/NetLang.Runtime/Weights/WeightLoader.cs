using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Weights;

/// <summary>Sets the weights of a model from a safetensors file: after all checks, or not at all.</summary>
internal static class WeightLoader
{
    // PyTorch counts batches for a form of batch norm that we do not have.
    private const string Skipped = "num_batches_tracked";

    public static LoadReport Load(string path, ModelSpec model, VariableStore store, bool strict)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            var entries = SafetensorsFile.ReadHeader(file);
            var report = Compare(entries, model);
            if (strict)
                ThrowUnlessEqual(path, model, report);
            else if (report.Loaded.Count == 0 && report.Missing.Count + report.Misshapen.Count > 0)
                throw NothingFits(path, model, report);
            Copy(file, entries, model, store, [.. report.Loaded]);
            return report;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NetLangException(
                WeightErrors.MissingFile,
                $"there is no file '{path}'",
                $"the path in full is '{Path.GetFullPath(path)}'",
                error);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new NetLangException(
                WeightErrors.Corrupt,
                $"'{path}' is not a sound safetensors file: {error.Message}",
                "fetch or save it again",
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new NetLangException(
                WeightErrors.UnreadableFile,
                $"'{path}' cannot be read: {error.Message}",
                "check that it is a file and that you may read it",
                error);
        }
    }

    private static LoadReport Compare(List<TensorEntry> entries, ModelSpec model)
    {
        var found = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var (loaded, missing, misshapen) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var variable in model.Variables.Where(VariableStore.IsSaved))
        {
            if (!found.Remove(variable.Name, out var entry))
                missing.Add(variable.Name);
            else if (!Fits(entry, variable))
                misshapen.Add(
                    $"{variable.Name} (the model has {SafetensorsTypes.NameOf(variable.Type)}"
                    + $"[{string.Join(", ", variable.Shape)}], the file {entry})");
            else
                loaded.Add(variable.Name);
        }

        var unused = entries
            .Where(entry => found.ContainsKey(entry.Name))
            .Select(entry => entry.Name)
            .Where(name => !name.EndsWith(Skipped, StringComparison.Ordinal));
        return new(loaded, missing, [.. unused], misshapen);
    }

    private static bool Fits(TensorEntry entry, VariableSpec variable) =>
        Extents.AreEqual(entry.Shape, variable.Shape)
        && entry.ElementType is { } type
        && FloatConversion.CanConvert(type, variable.Type);

    private static void ThrowUnlessEqual(string path, ModelSpec model, LoadReport report)
    {
        if (report.Misshapen.Count + report.Missing.Count + report.Unused.Count == 0)
            return;
        var problems = new (RuntimeError Error, string Text, IReadOnlyList<string> Names)[]
        {
            (WeightErrors.MisshapenTensors, "has other shapes or types for", report.Misshapen),
            (WeightErrors.MissingTensors, "lacks", report.Missing),
            (WeightErrors.UnusedTensors, "holds tensors that the model does not have:", report.Unused),
        }.Where(problem => problem.Names.Count > 0).ToArray();
        throw new NetLangException(
            problems[0].Error,
            $"'{path}' does not fit {model.Name}: it "
            + string.Join("; it ", problems.Select(problem => $"{problem.Text} {List(problem.Names)}")),
            report.Missing.Count > 0 && report.Unused.Count > 0
                ? "name scopes as the file does, with named \"…\", or take what fits: `train --partial`, and Strict = false in an app"
                : "train and save the model anew, or take what fits: `train --partial`, and Strict = false in an app");
    }

    private static NetLangException NothingFits(string path, ModelSpec model, LoadReport report) => new(
        WeightErrors.NothingFits,
        $"nothing in '{path}' fits {model.Name}: it holds {(report.Unused.Count > 0 ? List(report.Unused) : "no others")}"
        + (report.Missing.Count > 0 ? $"; the model has {List(report.Missing)}" : "")
        + (report.Misshapen.Count > 0 ? $"; other shapes or types have {List(report.Misshapen)}" : ""),
        "name the scopes in the model as the file does, with `named \"…\"`");

    private static string List(IReadOnlyList<string> names)
    {
        const int shown = 5;
        var text = string.Join(", ", names.Take(shown));
        return names.Count > shown ? $"{text} and {names.Count - shown} more" : text;
    }

    // Through a second block: a disk that fails halfway must not leave a model of two halves.
    private static void Copy(
        Stream file, List<TensorEntry> entries, ModelSpec model, VariableStore store, HashSet<string> loaded)
    {
        using var lease = store.Use();
        using var staged = new NativeBlock(store.WeightBytes);
        store.CopyWeightsTo(staged);
        var data = file.Position;
        var found = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        for (var index = 0; index < model.Variables.Length; index++)
        {
            var variable = model.Variables[index];
            if (!loaded.Contains(variable.Name) || !VariableStore.IsSaved(variable))
                continue;
            var entry = found[variable.Name];
            file.Position = data + entry.Start;
            var rowMajor = new byte[VariableStore.ByteCount(variable)];
            if (entry.ElementType == variable.Type)
            {
                file.ReadExactly(rowMajor);
            }
            else
            {
                var source = new byte[entry.End - entry.Start];
                file.ReadExactly(source);
                FloatConversion.Convert(source, entry.ElementType!.Value, rowMajor, variable.Type);
            }

            store.WriteIn(staged, index, rowMajor);
        }

        store.CopyWeightsFrom(staged);
    }
}
