using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Text;
using NetLang.Runtime.Data;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>Whether examples follow one another, as batches that go on where the one before has ended need it.</summary>
internal sealed class StreamChecks(Elaborator elaborator)
{
    /// <param name="data">The source, and where it is given; null where there is none.</param>
    /// <returns>False after reporting.</returns>
    public bool AreGood((DataSource Source, SourceSpan Span)? data)
    {
        if (data is not var (source, span) || Mistake(source) is not var (problem, help))
            return true;
        elaborator.Fail(
            TrainErrors.DataDescription,
            span,
            $"with `stateful = true` each example goes on where the one before has ended, and {problem}",
            help);
        return false;
    }

    private static (string Problem, string Help)? Mistake(DataSource source) => source switch
    {
        TransformedSource { Transform: SplitTransform { IsShuffled: true } } =>
            ("`split` has shuffled these", "keep their order: `split { shuffle = false } 0.9`"),
        TransformedSource transformed => Mistake(transformed.Source),
        SeriesSource series when series.Stride != series.Window =>
            ("the windows of this series begin one behind another", $"let each begin where the one before ends: `stride = {series.Window}`"),
        LabelledTextSource or TextPairSource => ("each of these texts is by itself", "leave `stateful` out"),
        _ => null,
    };
}
