using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Evaluation;
using NetLang.Compiler.Semantics.Scopes;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Training;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics.Models;

/// <summary>Elaborates a model, once for training and once for inference.</summary>
/// <param name="models">Those that it may call.</param>
public sealed class ModelElaborator(Program program, ModelValue value, ModelTable models)
{
    private readonly ScopeNames scopes = program.NewScopeNames();
    private bool isExhausted;
    private readonly ModelDeclaration model = value.Declaration;

    /// <summary>The model; null after reporting, in which its <c>train</c> is looked at all the same.</summary>
    public ModelDefinition? Elaborate(TrainDeclaration? train)
    {
        var trainer = train is null ? null : new TrainElaborator(program, train);
        var training = Forward(training: true);
        var inference = isExhausted ? null : Forward(training: false);
        if (training is null || inference is null || !Agree(training, inference))
        {
            trainer?.Check(NewElaborator(training: true));
            return null;
        }

        var definition = Define(training, inference);
        if (trainer is null)
            return definition;
        if (trainer.Frozen(definition, training) is not { } frozen)
        {
            trainer.Check(NewElaborator(training: true));
            return definition;
        }

        if (!frozen.Any)
            return trainer.Elaborate(definition, training, inference);
        // Frozen layers take their inference form, which only the names of their weights tell.
        return Forward(training: true, frozen) is { } partly
            ? trainer.Elaborate(Define(partly, inference), partly, inference)
            : null;
    }

    /// <summary>Whether inference needs only variables that training has; reports where not.</summary>
    public bool Agree(ForwardPass training, ForwardPass inference)
    {
        var trained = training.Elaborator.Variables;
        foreach (var variable in inference.Elaborator.Variables.All)
        {
            if (trained.Find(variable.Path)?.Variable.Type is { } type && type.Equals(variable.Type))
                continue;
            var declared = variable.Span ?? model.Name.Span;
            var place = inference.Elaborator.Variables.Layers
                .Where(layer => variable.Path.StartsWith(layer.Path + ".", StringComparison.Ordinal))
                .LastOrDefault(layer => layer.Span?.Source == model.Name.Span.Source)?.Span ?? declared;
            var inTraining = trained.Find(variable.Path) is { Variable.Type: var other }
                ? $"in training it is {other}"
                : "training has no such variable";
            inference.Elaborator.Fail(
                VariableErrors.NotTrained,
                place,
                $"`{variable.Path}` is {variable.Type} at inference, but {inTraining}",
                "declare it outside of what `training` decides",
                place == declared ? [] : [new DiagnosticLabel(declared, "declared here")]);
            return false;
        }

        return true;
    }

    /// <summary>Inputs to outputs; null after reporting.</summary>
    private ForwardPass? Forward(bool training, FrozenVariables? frozen = null)
    {
        var elaborator = NewElaborator(training, frozen);
        if (new ModelSignature(elaborator, model).Inputs(value.File) is not { } inputs)
            return null;

        var nodes = inputs.Select(i => (Tensor: i, Node: elaborator.Builder.Input(i.Name, i.Type))).ToImmutableArray();
        foreach (var (parameter, (_, node)) in model.Parameters.Zip(nodes))
        {
            if (parameter is PositionalParameter { Pattern: TypedPattern typed })
                elaborator.Types.NoteOrigins(node, typed.Type, new Signature(null, value.File));
        }

        var names = value.File.ForCall(elaborator.NewLevel());
        foreach (var symbol in SymbolsOf(inputs))
            names = names.With(symbol, DimValue.Of(Dim.Symbol(symbol)));
        foreach (var (tensor, node) in nodes)
            names = names.With(tensor.Name, new NodeValue(node) { Origin = tensor.Span });

        var signature = new Signature(model.Name.Text, WithSymbols(model.ResultType, names));
        foreach (var input in inputs)
            signature.Mention(input.Type.Element);
        signature.Mention(model.ResultType);
        var output = elaborator.WithElementType(signature.ElementType, () => elaborator.Evaluate(model.Body, names));
        isExhausted |= elaborator.Budget.IsExhausted;
        var place = Application.ResultPlace(model.Body);
        if (model.ResultType is { } type)
        {
            output = elaborator.Types.Check(
                type,
                new Argument(output, place),
                signature,
                TypeRole.Result(model.Name.Text, model.Body));
        }

        if (output is not NodeValue && !(output is TupleValue tuple && tuple.Items.All(i => i is NodeValue)))
        {
            if (output is not ErrorValue
                && !(output is TupleValue { Items: var items } && items.Any(i => i is ErrorValue)))
            {
                elaborator.Fail(
                    output is PartialValue ? NameErrors.WrongArity : ShapeErrors.ResultType,
                    place,
                    $"the result of a model is a tensor or a tuple of tensors, and this is {output.Describe()}",
                    output switch
                    {
                        PartialValue partial => partial.Completion(),
                        CallableValue => "apply the function to an input: `f x`",
                        ListValue => "write several outputs as a tuple: `(a, b)`",
                        _ => "end with what the model makes of its inputs, such as `dense 10 x`",
                    });
            }

            return null;
        }

        if (elaborator.Calls.HasErrors || (training && !elaborator.Variables.AreInitialized))
            return null;
        elaborator.Variables.IsClosed = true;
        return new ForwardPass(elaborator, nodes, output, place);
    }

    /// <summary>The definition of a model without training.</summary>
    public ModelDefinition Define(ForwardPass training, ForwardPass inference)
    {
        var inputs = inference.Inputs.Select(i => i.Tensor with
        {
            IndexBound = training.Elaborator.Variables.IndexBounds.GetValueOrDefault(i.Tensor.Name),
        }).ToImmutableArray();
        var results = inference.Outputs.Zip(OutputNames(inference.Outputs.Length), (node, name) =>
            new GraphResult(ResultKind.Output, name, node)).ToImmutableArray();
        var variables = training.Elaborator.Variables;
        var predict = new Graph("predict", results) { Requirements = inference.Elaborator.Facts.Requirements };
        return new ModelDefinition
        {
            Name = model.Name.Text,
            Documentation = model.Documentation,
            Symbols = SymbolsOf(inputs),
            BatchSymbol = BatchOf(inputs),
            Inputs = inputs,
            Outputs = [.. results.Select(r => new ModelTensor(r.Name, r.Value.Type, inference.OutputPlace))],
            Variables = [.. variables.All],
            Layers = variables.Layers,
            Initialize = InitialGraph.Build(variables.All.Select(v => (v, variables.Initial[v.Path]))),
            Predict = predict,
            Written = new WrittenModel(
                predict, [.. inference.Elaborator.Builder.Asked], inference.Elaborator.Written.Calls),
        };
    }

    private Elaborator NewElaborator(bool training, FrozenVariables? frozen = null) => new(
        program.NewCallStack(),
        training,
        Scope.Model(model.Name.Text, model.Body, scopes),
        models,
        frozen ?? FrozenVariables.None)
    {
        Budget = new Budget(program.MaximumSteps),
    };

    /// <summary>
    /// An upper-case name in the type of the result is a symbol, too, and binds nothing: it fits what the inputs have.
    /// </summary>
    private static Environment WithSymbols(TypeSyntax? result, Environment names) => DimensionNames.In(result)
        .Select(name => name.Name)
        .Where(name => char.IsUpper(name[0]) && names.Find(name) is not DimValue)
        .Aggregate(names, (known, symbol) => known.With(symbol, DimValue.Of(Dim.Symbol(symbol))));

    private static ImmutableArray<string> SymbolsOf(ImmutableArray<ModelTensor> inputs) =>
        [.. inputs.SelectMany(i => i.Type.Shape).SelectMany(d => d.Symbols).Distinct()];

    private static string? BatchOf(ImmutableArray<ModelTensor> inputs)
    {
        var first = inputs.Select(i => i.Type.Shape.Rank > 0 ? i.Type.Shape[0].AsSymbol : null).Distinct().ToList();
        return first.Count == 1 ? first[0] : null;
    }

    private static IEnumerable<string> OutputNames(int count) =>
        count == 1 ? ["output"] : Enumerable.Range(1, count).Select(i => $"output{i}");
}
