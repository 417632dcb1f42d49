using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>
/// Elaborates the body of an optimizer for one parameter after the other. Its states are variables such as
/// <c>adam.m/dense.weight</c>, of the parameter's type unless they say another.
/// </summary>
internal sealed class OptimizerElaborator(
    Elaborator elaborator, OptimizerValue optimizer, SourceSpan span, Value rate, Value step)
{
    private int updated;

    private string Name => optimizer.Declaration.Name.Text;

    /// <summary>Appends the update of a parameter and of its optimizer states.</summary>
    /// <param name="given">Options that are not to have their defaults.</param>
    /// <returns>False after reporting.</returns>
    public bool Update(Variable parameter, Node gradient, RecordValue given)
    {
        elaborator.Calls.Push(span, Name);
        var isGood = Body(parameter, gradient, given);
        elaborator.Calls.Pop();
        return isGood;
    }

    /// <summary>The same, without being called from anywhere.</summary>
    public bool Body(Variable parameter, Node gradient, RecordValue given)
    {
        if (Patterns() is not { } patterns)
            return false;

        var level = elaborator.NewLevel();
        var w = new VariableCell(parameter, elaborator.Variables.Read(parameter), level, IsAssignable: true);
        var signature = new Signature(Name, optimizer.Closure.ForCall(level));
        if (optimizer.DeclaredOptions is { } options)
            elaborator.Application.BindOptions(options, given, signature);
        var names = signature.Names
            .With(patterns[0].Name, w)
            .With(patterns[1].Name, new NodeValue(gradient))
            .With(patterns[2].Name, rate)
            .With(patterns[3].Name, step);

        elaborator.Optimizing = new OptimizedParameter(Name, parameter);
        var context = elaborator.Context.Through(span).Iteration(updated++); // random draws differ from each other
        var result = elaborator.In(context, () => elaborator.WithElementType(
            parameter.Type.Element, () => elaborator.Evaluate(optimizer.Declaration.Body, names)));
        elaborator.Optimizing = null;
        if (result is ErrorValue || elaborator.Calls.HasErrors || !elaborator.Variables.AreInitialized)
            return false;
        return !ReferenceEquals(w.Current.Node, w.Declared) || NothingAssigned(patterns[0]);
    }

    /// <summary>The names of w, g, rate and step; null after reporting.</summary>
    private ImmutableArray<NamePattern>? Patterns()
    {
        var positional = optimizer.Declaration.Parameters.OfType<PositionalParameter>().ToList();
        if (positional is [{ Pattern: TuplePattern { Items: { Length: 4 } items } }]
            && items.All(i => i is NamePattern))
            return [.. items.Cast<NamePattern>()];
        elaborator.Fail(
            TrainErrors.OptimizerShape,
            optimizer.Declaration.Name.Span,
            $"the optimizer `{Name}` does not take `(w, g, rate, step)`",
            $"write `optimizer {Name} (w, g, rate, step) = …`, with the options, if there are any, before");
        return null;
    }

    private bool NothingAssigned(NamePattern w)
    {
        elaborator.Fail(
            TrainErrors.OptimizerShape,
            optimizer.Declaration.Name.Span,
            $"the optimizer `{Name}` never changes `{w.Name}`",
            $"assign the new value: `{w.Name} <- {w.Name} - rate * g`");
        return false;
    }
}
