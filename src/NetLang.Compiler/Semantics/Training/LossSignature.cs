using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>
/// Finds names and types of a loss's targets: the output of the model is matched with the first parameter, which gives
/// the names in the type of the second a meaning. A target without a type has that of the output.
/// </summary>
internal sealed class LossSignature(Elaborator elaborator)
{
    /// <summary>The targets, or null after reporting.</summary>
    public TargetSet? Targets(Argument loss, Argument output)
    {
        var call = PendingCall.Of(loss.Value);
        if (call.Function is not FunctionValue function)
            return Of(new NamePattern(loss.Span, "target"), output.Value, new Signature(null, Environment.Root()));

        var signature = new Signature(function.Name, function.Closure.ForCall(elaborator.NewLevel()));
        if (function.Options is { } options)
            elaborator.Application.BindOptions(
                options, call.Options?.Value as RecordValue ?? RecordValue.Empty, signature);
        var patterns = function.Positional.Select(p => p.Pattern).ToList();
        foreach (var (pattern, argument) in patterns.Zip(call.Arguments.Append(output)))
        {
            if (!elaborator.Patterns.Bind(pattern, argument, signature))
                return null;
        }

        return Of(patterns[^1], output.Value, signature);
    }

    private TargetSet? Of(Pattern pattern, Value output, Signature signature)
    {
        var items = pattern switch
        {
            TuplePattern tuple => tuple.Items,
            TypedPattern { Inner: TuplePattern tuple, Type: TupleTypeSyntax types } =>
                [.. tuple.Items.Zip(types.Items, (p, t) => (Pattern)new TypedPattern(p.Span, p, t))],
            _ => default,
        };
        if (items.IsDefault)
            return Single(pattern, output, "target", signature) is { } target ? new TargetSet([target], false) : null;

        var outputs = output is TupleValue several && several.Items.Length == items.Length
            ? several.Items
            : [.. items.Select(_ => output)];
        var targets = items.Select((item, i) => Single(item, outputs[i], $"target{i + 1}", signature)).ToList();
        return targets.TrueForAll(t => t is not null) ? new TargetSet([.. targets.OfType<ModelTensor>()], true) : null;
    }

    private ModelTensor? Single(Pattern pattern, Value output, string nameIfNone, Signature signature)
    {
        var name = PatternBinder.NameOf(pattern) ?? nameIfNone;
        if (pattern is TypedPattern typed)
            return elaborator.Types.Resolve(typed.Type, signature) is { } type
                ? Tensor(name, type, pattern.Span)
                : null;
        if (output is NodeValue tensor)
            return Tensor(name, tensor.Type, pattern.Span);
        elaborator.Fail(
            TrainErrors.LossParameters,
            pattern.Span,
            $"the type of the target `{name}` is not known: the model gives {output.Describe()}",
            $"state the type: `({name}: f32[N])`, or take one target an output: `(a, b)`");
        return null;
    }

    private static ModelTensor Tensor(string name, TensorType type, SourceSpan span) => new(name, type, span);
}
