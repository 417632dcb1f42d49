using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Models;
using NetLang.Compiler.Semantics.Scopes;
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
    public void Check(IEnumerable<Declaration> declarations)
    {
        var definitions = declarations.Where(d => CheckedDefinition.Of(d) is not null).ToList();
        var errors = new ErrorPlaces([.. definitions.Select(d => d.Span)], diagnostics);
        foreach (var (index, definition) in definitions.Select(CheckedDefinition.Of).OfType<CheckedDefinition>().Index())
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

    private void Check(CheckedDefinition definition)
    {
        var trials = definition.Forms.Select(training => (Training: training, Found: Trials(definition, training))).ToList();
        if (budget.IsExhausted)
        {
            GiveUp(definition, $"it takes {budget.Excess}");
            return;
        }

        foreach (var found in trials.SelectMany(t => t.Found))
        {
            var forms = trials.Where(t => Contains(t.Found, found)).Select(t => t.Training).ToList();
            var when = forms.Count == trials.Count ? "" : forms[0] ? ", with `training` true" : ", with `training` false";
            Report(found, definition.Place, when);
        }
    }

    /// <summary>What no sample does without; else the warnings of the first one, if it is good.</summary>
    private IReadOnlyList<Diagnostic> Trials(CheckedDefinition definition, bool training)
    {
        IReadOnlyList<Diagnostic>? first = null;
        foreach (var sample in definition.Samples)
        {
            var bag = new DiagnosticBag();
            Try(definition, sample, training, bag);
            if (!bag.HasErrors)
                return first is null ? bag.All : [];
            first ??= bag.All;
        }

        return first ?? [];
    }

    private void Try(CheckedDefinition definition, Sample sample, bool training, DiagnosticBag found)
    {
        if (definition.Name is not { } name || names.Find(name) is not { } value)
            return;
        var elaborator = New();
        switch (value)
        {
            // A definition in error does not hide what else has its name.
            case FunctionValue function when function.Body == definition.Body:
                Apply(function);
                break;
            case OptimizerValue optimizer when optimizer.Declaration.Body == definition.Body:
                SampleUpdate.Try(elaborator, optimizer, sample);
                break;
            default:
                for (var tried = 0; OwnFunctions().ElementAtOrDefault(tried) is { } part; tried++, elaborator = New())
                    Apply(part);
                break;
        }

        Elaborator New() => new(
            program.NewCallStack(found),
            training,
            Scope.Model(name, definition.Body, program.NewScopeNames()),
            models,
            FrozenVariables.None,
            isDefinition: true)
        {
            Budget = budget,
        };

        void Apply(FunctionValue function)
        {
            var arguments = new SampleArguments(elaborator, function, sample).All();
            elaborator.Application.Body(function, new PartialValue(function, arguments, null), definition.Place);
        }

        IEnumerable<FunctionValue> OwnFunctions() => FunctionsIn(elaborator.Read(value))
            .Where(function => definition.Body.Span.Contains(function.Body.Span)).DistinctBy(function => function.Body);
    }

    /// <summary>The function that a value is, or those that it has as parts, as a metric has.</summary>
    private static IEnumerable<FunctionValue> FunctionsIn(Value value) => value switch
    {
        FunctionValue function => [function],
        RecordValue record => record.Fields.Select(field => field.Value).OfType<FunctionValue>(),
        TupleValue tuple => tuple.Items.OfType<FunctionValue>(),
        _ => [],
    };

    private void Report(Diagnostic found, SourceSpan name, string when)
    {
        if (!reported.Add(PlaceOf(found)))
            return;
        var label = new DiagnosticLabel(name, $"found by checking `{name.Text}` on its own{when}");
        diagnostics.Add(found with { Labels = found.Labels.Add(label) });
    }

    private void GiveUp(CheckedDefinition definition, string why) => diagnostics.Report(
        LintWarnings.NotChecked,
        definition.Place,
        $"the check of `{definition.Place.Text}` on its own is given up: {why}",
        "mistakes in it are found where a model uses it; fewer repetitions or shorter lists take less");

    private static bool Contains(IReadOnlyList<Diagnostic> all, Diagnostic found) =>
        all.Any(d => PlaceOf(d) == PlaceOf(found));

    private static (string Code, SourceSpan? Place) PlaceOf(Diagnostic diagnostic) => (diagnostic.Code, diagnostic.Span);
}
