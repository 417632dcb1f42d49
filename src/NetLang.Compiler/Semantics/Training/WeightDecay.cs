using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Text;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>
/// Which parameters the optimizer's weight decay is for: the others get 0.0 for its option <c>weightDecay</c>.
/// </summary>
internal sealed class WeightDecay
{
    private const string Option = "weightDecay";

    private readonly RecordValue given;
    private readonly SelectionValue choice;

    private WeightDecay(RecordValue given, SelectionValue choice)
    {
        this.given = given;
        this.choice = choice;
    }

    /// <param name="place">Of the choice.</param>
    /// <param name="parameters">Those that are trained.</param>
    /// <returns>Null after reporting.</returns>
    public static WeightDecay? Of(
        Elaborator elaborator,
        OptimizerValue optimizer,
        SelectionValue choice,
        SourceSpan place,
        IReadOnlyCollection<Variable> parameters)
    {
        // A pattern may fit frozen params alone: freezing more is no mistake of `decay`.
        var paths = elaborator.Variables.All
            .Where(v => v.Kind is VariableKind.Parameter or VariableKind.FrozenParameter).Select(v => v.Path).ToList();
        var checks = new PatternChecks(elaborator, "path of a param holds");
        if (!checks.AreGood(choice, paths, paths.SelectMany(p => p.Split('.')), PathPattern.Occurs))
            return null;
        var decay = new WeightDecay(optimizer.Options ?? RecordValue.Empty, choice);
        return parameters.All(decay.IsFor) || CanDecay(elaborator, optimizer, place) ? decay : null;
    }

    /// <summary>The options of the optimizer for a parameter.</summary>
    public RecordValue Options(Variable parameter) => IsFor(parameter)
        ? given
        : new([.. given.Fields.Where(f => f.Name != Option), new FieldValue(Option, new FloatValue(0), null, null)]);

    private bool IsFor(Variable parameter) => choice.Includes(parameter.Path, PathPattern.Occurs);

    /// <summary>Whether the optimizer has weight decay that can be left out; false after reporting.</summary>
    private static bool CanDecay(Elaborator elaborator, OptimizerValue optimizer, SourceSpan place)
    {
        if (optimizer.Options?[Option] is not null)
            return true;
        var name = optimizer.Declaration.Name;
        var defaults = new Signature(name.Text, optimizer.Closure);
        if (optimizer.DeclaredOptions is { } declared)
            elaborator.Application.BindOptions(declared, RecordValue.Empty, defaults);
        var hasOption = optimizer.DeclaredOptions?.Fields.Any(f => f.Name.Text == Option) == true;
        if (hasOption && defaults.Names.Find(Option) is not (FloatValue { Value: 0 } or IntValue { Value: 0 }))
            return true;
        elaborator.Fail(
            ChoiceErrors.NoWeightDecay,
            place,
            hasOption
                ? $"`decay` says what weight decay is for, but that of `{name.Text}` is 0.0 unless it is told"
                : $"`decay` says what weight decay is for, but `{name.Text}` has no option `{Option}`",
            hasOption
                ? $"write `optimizer = {name.Text} {{ {Option} = 0.01 }}`"
                : $"use an optimizer with that option, such as `adamW`, or give `{name.Text}` one",
            hasOption ? [] : [new DiagnosticLabel(name.Span, "it has no such option")]);
        return false;
    }
}
