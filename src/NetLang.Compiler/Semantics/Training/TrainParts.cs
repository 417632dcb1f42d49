using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>What a training step is made of. A part is null where it has been reported as wrong; the others are read.</summary>
internal sealed class TrainParts(TrainFields fields)
{
    public Argument? Loss { get; } = fields.Function("loss", "a function of output and target", 2);

    public (OptimizerValue Optimizer, SourceSpan Span)? Optimizer { get; } = fields.Optimizer();

    public Argument? Schedule { get; } = fields.Function("schedule", "a function of step and total", 2);

    public Argument? Clip { get; } = fields.Function("clip", "a function of the list of gradients", 1);

    public (SelectionValue Choice, SourceSpan Span)? Decay { get; } = fields.Decay();
}
