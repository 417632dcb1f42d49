using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Files;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>
/// Which <c>train</c> declaration of a file belongs to which model: of the file, or of one that it imports.
/// </summary>
internal sealed class TrainDeclarations
{
    private readonly FileNames file;
    private readonly DiagnosticBag diagnostics;
    private readonly Dictionary<ModelDeclaration, TrainDeclaration> found = new(ReferenceEqualityComparer.Instance);
    private readonly List<ModelValue> models;

    private TrainDeclarations(FileNames file, DiagnosticBag diagnostics)
    {
        this.file = file;
        this.diagnostics = diagnostics;
        models = [.. file.Names.Here().Select(d => d.Value).OfType<ModelValue>()];
    }

    /// <summary>The models that the file declares, and behind them those that it only trains.</summary>
    public IReadOnlyList<ModelValue> Models => models;

    /// <summary>Finds the model of each declaration; what belongs to none is reported.</summary>
    public static TrainDeclarations In(FileNames file, DiagnosticBag diagnostics)
    {
        var declarations = new TrainDeclarations(file, diagnostics);
        foreach (var train in file.Unit.Declarations.OfType<TrainDeclaration>())
            declarations.Add(train);
        return declarations;
    }

    public TrainDeclaration? Of(ModelValue model) => found.GetValueOrDefault(model.Declaration);

    private void Add(TrainDeclaration train)
    {
        switch (file.Names.FindDefinition(train.Model))
        {
            case ModelValue model when !found.TryAdd(model.Declaration, train):
                diagnostics.Report(
                    TrainErrors.SecondTrain,
                    train.Model.Span,
                    $"there are two `train` declarations for `{model.Name}`",
                    "merge them into one",
                    new DiagnosticLabel(found[model.Declaration].Model.Span, "the first one"));
                break;
            case ModelValue model when !models.Contains(model, ReferenceEqualityComparer.Instance):
                AddImported(model, train);
                break;
            case ModelValue:
                break;
            case AmbiguousValue or ErrorValue:
            case null when train.Model is FieldExpression { Value: NameExpression other }
                    && file.Names.Find(other.Name) is FileValue:
                break; // has been reported
            case FileValue when train.Body is MissingExpression:
                break; // what stands behind the name of the file could not be parsed
            default:
                ReportUnknown(train);
                break;
        }
    }

    private void AddImported(ModelValue model, TrainDeclaration train)
    {
        if (models.Find(other => other.Name == model.Name) is { } other)
        {
            diagnostics.Report(
                NameErrors.DefinedTwice,
                train.Model.Span,
                $"two models called `{model.Name}` would become one class",
                "train one of them in a file of its own, or give it another name",
                new DiagnosticLabel(other.Declaration.Name.Span, "the other one"));
        }

        models.Add(model);
    }

    private void ReportUnknown(TrainDeclaration train)
    {
        var name = train.Model.Span.Text;
        var known = file.Names.AllNames().Where(n => file.Names.Find(n) is ModelValue).ToList();
        diagnostics.Report(
            TrainErrors.UnknownModel,
            train.Model.Span,
            $"there is no model `{name}` to train",
            Suggestion.DidYouMean(name, known) ?? (known.Count == 0
                ? "define it in this file: `model … = …`"
                : $"the models of this file are {string.Join(", ", known)}"));
    }
}
