using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Training;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Models;

/// <summary>
/// The models of a program. Each is elaborated once, when it is first asked for: a model that another one calls before
/// that call, so that a mistake in it is reported in its own terms, and once.
/// </summary>
public sealed class ModelTable
{
    private readonly Program program;
    private readonly TrainDeclarations trains;
    private readonly Dictionary<ModelDeclaration, ModelDefinition?> finished = new(ReferenceEqualityComparer.Instance);

    private readonly HashSet<ModelDeclaration> begun = new(ReferenceEqualityComparer.Instance);

    internal ModelTable(Program program, TrainDeclarations trains)
    {
        this.program = program;
        this.trains = trains;
    }

    /// <summary>All names that a file may use.</summary>
    public IEnumerable<string> NamesIn(SourceText file) => program.NamesIn(file).AllNames();

    /// <summary>
    /// Whether one is in the model: it calls itself, by a name that its signature seems to give to a dimension.
    /// </summary>
    internal bool IsInside(ModelValue model) =>
        begun.Contains(model.Declaration) && !finished.ContainsKey(model.Declaration);

    /// <summary>
    /// The model with the training that the main file gives it; null where it has errors, which have been reported.
    /// </summary>
    public ModelDefinition? Find(ModelValue model)
    {
        if (!finished.TryGetValue(model.Declaration, out var definition))
        {
            begun.Add(model.Declaration);
            definition = new ModelElaborator(program, model, this).Elaborate(trains.Of(model));
            finished.Add(model.Declaration, definition);
        }

        return definition;
    }
}
