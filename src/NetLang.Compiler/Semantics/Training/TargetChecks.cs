using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>Whether data can feed the targets of a loss beside the inputs of the model.</summary>
/// <param name="loss">The loss, whose parameters the targets are.</param>
internal sealed class TargetChecks(Elaborator elaborator, ModelDefinition model, Argument loss)
{
    /// <summary>False after reporting.</summary>
    public bool AreGood(TargetSet targets)
    {
        elaborator.Calls.Push(loss.Span, PendingCall.Of(loss.Value).Function.DefinitionName);
        var good = targets.Tensors.All(target =>
            HasBatch(target) && HasKnownDimensions(target) && AgreesWithInput(target));
        elaborator.Calls.Pop();
        return good;
    }

    /// <summary>Whether all columns are of floats, as those that <c>mixup</c> mixes have to be; false after reporting.</summary>
    /// <param name="mixup">Where it is written.</param>
    public bool CanBeMixed(TargetSet targets, SourceSpan mixup)
    {
        if (targets.Tensors.Concat(model.Inputs).FirstOrDefault(tensor => !tensor.Type.Element.IsFloat()) is not { } tensor)
            return true;
        elaborator.Fail(
            TrainErrors.MixedIntegers,
            mixup,
            $"`mixup` mixes all columns, and `{tensor.Name}` is {tensor.Type}: there is nothing between two integers",
            "for labels write `|> on \"labels\" (oneHot 10)` before `mixup`, with their column and the number of classes, and "
            + "`loss = crossEntropyOneHot`");
        return false;
    }

    private bool HasBatch(ModelTensor target)
    {
        if (target.Type.Shape.FirstOrDefault()?.AsSymbol == model.BatchSymbol)
            return true;
        elaborator.Fail(
            TrainErrors.NoBatch,
            target.Span ?? loss.Span,
            $"the target `{target.Name}` would be {target.Type}, but data comes with the batch "
            + $"{model.BatchSymbol} first",
            "let the first axis of the target be that of the output, which may lack an axis behind the batch");
        return false;
    }

    private bool HasKnownDimensions(ModelTensor target)
    {
        var unknown = target.Type.Shape.SelectMany(d => d.Symbols).FirstOrDefault(s => !model.Symbols.Contains(s));
        if (unknown is null)
            return true;
        elaborator.Fail(
            TrainErrors.LossParameters,
            target.Span ?? loss.Span,
            $"the target `{target.Name}` is {target.Type}, but no input of `{model.Name}` has the dimension {unknown}",
            "use a number, or a dimension of the inputs");
        return false;
    }

    private bool AgreesWithInput(ModelTensor target)
    {
        var input = model.Inputs.FirstOrDefault(i => i.Name == target.Name);
        if (input is null || input.Type.Equals(target.Type))
            return true;
        elaborator.Fail(
            TrainErrors.LossParameters,
            target.Span ?? loss.Span,
            $"the target `{target.Name}` is {target.Type}, but the input of that name is {input.Type}",
            "give the target another name");
        return false;
    }
}
