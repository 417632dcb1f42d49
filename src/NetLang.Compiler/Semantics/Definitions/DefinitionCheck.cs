using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Models;
using NetLang.Compiler.Semantics.Scopes;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Definitions;

/// <summary>
/// Elaborates definitions on their own, for training and for inference, whether or not a model uses them: a function with
/// arguments that its signature describes. An error is reported where no sample of arguments does without one. A
/// definition that an error points into has been used, and is left alone; one that takes too much work is given up with
/// a warning.
/// </summary>
/// <param name="models">Those that definitions may call.</param>
/// <param name="names">Where the definitions are found.</param>
internal sealed class DefinitionCheck(
    Program program, ModelTable models, Environment names, DiagnosticBag diagnostics)
{
    private const int MaximumSteps = 200_000; // of one definition

    private int stepsLeft = 4 * program.MaximumSteps; // of all definitions of a file

    private Budget budget = new(0); // of the definition that is looked at

    private readonly HashSet<(string Code, SourceSpan? Place)> reported = [.. diagnostics.All.Select(PlaceOf)];

    /// <summary>Reports what is wrong with definitions and has not been reported for the models that use them.</summary>
    public void Check(IReadOnlyList<LetDeclaration> definitions)
    {
        var errors = new ErrorPlaces([.. definitions.Select(d => d.Span)], diagnostics);
        foreach (var (index, definition) in definitions.Index())
        {
            if (errors.AnyIn(index))
                continue;
            if (stepsLeft == 0)
            {
                GiveUp(definition, "those before took all steps there are, so those behind it are not checked either");
                return;
            }

            budget = new Budget(Math.Min(MaximumSteps, stepsLeft));
            Check(definition);
            stepsLeft -= Math.Min(stepsLeft, budget.Steps);
        }
    }

    private void Check(LetDeclaration definition)
    {
        var training = Trials(definition, training: true);
        var inference = Trials(definition, training: false);
        if (budget.IsExhausted)
        {
            GiveUp(definition, $"it takes {budget.Excess}");
            return;
        }

        foreach (var found in training.Concat(inference))
        {
            var isInBoth = Contains(training, found) && Contains(inference, found);
            var when = isInBoth ? "" : Contains(training, found) ? ", with `training` true" : ", with `training` false";
            Report(found, definition.Target.Span, when);
        }
    }

    /// <summary>What no sample does without; else the warnings of the first one, if it is good.</summary>
    private IReadOnlyList<Diagnostic> Trials(LetDeclaration definition, bool training)
    {
        IReadOnlyList<Diagnostic>? first = null;
        foreach (var sample in Sample.Of(definition.Parameters))
        {
            var bag = new DiagnosticBag();
            Try(definition, sample, training, bag);
            if (!bag.HasErrors)
                return first is null ? bag.All : [];
            first ??= bag.All;
        }

        return first ?? [];
    }

    private void Try(LetDeclaration definition, Sample sample, bool training, DiagnosticBag found)
    {
        var name = PatternBinder.NamesIn(definition.Target).Select(n => n.Name).FirstOrDefault();
        if (name is null || names.Find(name) is not { } value)
            return;
        var root = Scope.Model(name, definition.Body, program.NewScopeNames());
        var calls = program.NewCallStack(found);
        var elaborator = new Elaborator(calls, training, root, models, FrozenVariables.None, isDefinition: true)
        {
            Budget = budget,
        };
        if (value is FunctionValue function)
        {
            if (function.Body != definition.Body)
                return; // a definition in error does not hide what else has its name
            var arguments = new SampleArguments(elaborator, function, sample).All();
            elaborator.Application.Body(function, new PartialValue(function, arguments, null), definition.Target.Span);
        }
        else
        {
            elaborator.Read(value);
        }
    }

    private void Report(Diagnostic found, SourceSpan name, string when)
    {
        if (!reported.Add(PlaceOf(found)))
            return;
        var label = new DiagnosticLabel(name, $"found by checking `{name.Text}` on its own{when}");
        diagnostics.Add(found with { Labels = found.Labels.Add(label) });
    }

    private void GiveUp(LetDeclaration definition, string why) => diagnostics.Report(
        LintWarnings.NotChecked,
        definition.Target.Span,
        $"the check of `{definition.Target.Span.Text}` on its own is given up: {why}",
        "mistakes in it are found where a model uses it; fewer repetitions or shorter lists take less");

    private static bool Contains(IReadOnlyList<Diagnostic> all, Diagnostic found) =>
        all.Any(d => PlaceOf(d) == PlaceOf(found));

    private static (string Code, SourceSpan? Place) PlaceOf(Diagnostic diagnostic) => (diagnostic.Code, diagnostic.Span);
}
