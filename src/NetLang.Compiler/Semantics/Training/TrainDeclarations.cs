using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>Which <c>train</c> declaration belongs to which model.</summary>
internal static class TrainDeclarations
{
    /// <summary>By the name of the model; what belongs to none is reported.</summary>
    public static IReadOnlyDictionary<string, TrainDeclaration> ByModel(CompilationUnit unit, DiagnosticBag diagnostics)
    {
        var models = unit.Declarations.OfType<ModelDeclaration>().Select(m => m.Name.Text).ToList();
        var found = new Dictionary<string, TrainDeclaration>();
        foreach (var train in unit.Declarations.OfType<TrainDeclaration>())
        {
            var name = train.Model.Text;
            if (!models.Contains(name))
            {
                diagnostics.Report(
                    TrainErrors.UnknownModel,
                    train.Model.Span,
                    $"there is no model `{name}` to train",
                    Suggestion.DidYouMean(name, models) ?? (models.Count == 0
                        ? "define it in this file: `model … = …`"
                        : $"the models of this file are {string.Join(", ", models)}"));
            }
            else if (!found.TryAdd(name, train))
            {
                diagnostics.Report(
                    TrainErrors.SecondTrain,
                    train.Model.Span,
                    $"there are two `train` declarations for `{name}`",
                    "merge them into one",
                    new DiagnosticLabel(found[name].Model.Span, "the first one"));
            }
        }

        return found;
    }
}
