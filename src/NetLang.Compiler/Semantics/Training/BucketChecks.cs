using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Text;
using NetLang.Runtime.Data;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>Whether a model takes texts of the lengths of their buckets.</summary>
internal sealed class BucketChecks(Elaborator elaborator, ModelDefinition model, TargetSet targets)
{
    /// <summary>A name for a length that the model does not have.</summary>
    private string FreeName => new[] { "T", "S", "L" }.FirstOrDefault(name => !model.Symbols.Contains(name)) ?? "Length";

    /// <param name="data">The source, and where it is given; null where there is none.</param>
    /// <returns>False after reporting.</returns>
    public bool AreGood((DataSource Source, SourceSpan Span)? data)
    {
        if (data is not var (source, span) || Column(source) is not var (name, others))
            return true;
        var input = model.Inputs.FirstOrDefault(i => i.Name == name) ?? model.Inputs.FirstOrDefault(i => !others.Contains(i.Name));
        if (input is null)
            return true; // columns are matched when they are there
        if (input.Type.Shape.Skip(1).FirstOrDefault()?.AsSymbol is not { } length)
            return Fail($"their lengths differ, and `{input.Name}` is {input.Type}, whose length is fixed");
        var fixedTo = model.Inputs.Concat(targets.Tensors)
            .FirstOrDefault(other => other.Name != input.Name && other.Type.Shape.Any(dimension => dimension.Symbols.Contains(length)));
        return fixedTo is null
            || Fail($"their lengths differ, but not those of `{fixedTo.Name}`, which is {fixedTo.Type} and has the dimension {length} of `{input.Name}`");

        bool Fail(string problem)
        {
            elaborator.Fail(
                TrainErrors.DataDescription,
                span,
                $"texts in `buckets` cannot feed `{model.Name}`: {problem}",
                $"give the length a name of its own, as in `{input.Name}: i32[{model.BatchSymbol}, {FreeName}]`, or the data one length in place of `buckets`");
            return false;
        }
    }

    /// <summary>The column that is in buckets, and the others.</summary>
    private static (string Name, string[] Others)? Column(DataSource source) => source switch
    {
        TransformedSource transformed => Column(transformed.Source),
        LabelledTextSource { Buckets: not null } => ("tokens", ["labels", "lengths"]),
        TextPairSource { Buckets: not null } => ("source", ["previous", "target", "sourceLengths", "targetLengths"]),
        _ => null,
    };
}
