using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Evaluation;
using NetLang.Compiler.Semantics.Models;
using NetLang.Compiler.Semantics.Scopes;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using NetLang.Runtime;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>
/// Gives a model the graphs that its <c>train</c> declaration describes. The loss is elaborated twice, as the model is:
/// behind its training form, where gradients and updates follow, and behind its inference form, where metrics do.
/// </summary>
internal sealed class TrainElaborator(Program program, TrainDeclaration declaration)
{
    private const string Defaults = "trainDefaults";

    private SourceSpan Place => declaration.Model.Span;

    /// <summary>What <c>freeze</c> keeps from being trained; null after reporting.</summary>
    public FrozenVariables? Frozen(ModelDefinition model, ForwardPass training)
    {
        if (Fields(training.Elaborator)?.Freeze() is not { } choice)
            return null;
        var paths = model.Variables.Select(v => v.Path).ToList();
        return new PatternChecks(training.Elaborator, "path of a param or state begins with")
            .AreGood(choice, paths, paths.SelectMany(PathPattern.Prefixes), PathPattern.IsPrefix)
            ? new FrozenVariables(paths, path => choice.Includes(path, PathPattern.IsPrefix))
            : null;
    }

    /// <summary>The model with its graphs for training, or as it was after reporting.</summary>
    public ModelDefinition Elaborate(ModelDefinition model, ForwardPass training, ForwardPass inference)
    {
        var elaborator = training.Elaborator;
        if (Fields(elaborator) is not { } fields)
            return model;
        var host = HostDefaults(fields);
        var parts = new TrainParts(fields);
        if (parts.Loss is not { } loss || !IsTrainable(model, elaborator))
            return model;
        var output = new Argument(training.Output, loss.Span);
        var checks = new TargetChecks(elaborator, model, loss);
        if (new LossSignature(elaborator).Targets(loss, output) is not { } targets || !checks.AreGood(targets))
            return model;
        if (fields.Mixup() is { } mixup && !checks.CanBeMixed(targets, mixup))
            return model;
        var buckets = new BucketChecks(elaborator, model, targets);
        if (!buckets.AreGood(fields.Source("data")) || !buckets.AreGood(fields.Source("validate")))
            return model;
        var streams = new StreamChecks(elaborator);
        if (fields.Stateful() is not null && (!streams.AreGood(fields.Source("data")) || !streams.AreGood(fields.Source("validate"))))
            return model;

        var train = Train(elaborator, parts, output, targets);
        if (Evaluate(inference, targets) is not var (evaluate, metrics) || train is null)
            return model;

        return model with
        {
            Targets = [.. targets.Tensors.Where(t => !IsInput(t)).Select(t => t with { IndexBound = Bound(t) })],
            Inputs = [.. model.Inputs.Select(t => t with { IndexBound = Bound(t) })],
            Variables = [.. elaborator.Variables.All],
            Initialize = InitialGraph.Build(
                from variable in elaborator.Variables.All
                where elaborator.Variables.Initial.ContainsKey(variable.Path) // else its initial value was an error
                select (variable, elaborator.Variables.Initial[variable.Path])),
            Train = train,
            Evaluate = evaluate,
            Metrics = metrics,
            Training = host,
            Memory = fields.Memory(),
            Stateful = fields.Stateful(),
        };

        // The loss may look at an input too, by its name.
        bool IsInput(ModelTensor tensor) => model.Inputs.Any(i => i.Name == tensor.Name);

        long Bound(ModelTensor tensor) => elaborator.Variables.IndexBounds.GetValueOrDefault(tensor.Name);
    }

    /// <summary>Reports what is wrong with the declaration whatever the model is.</summary>
    public void Check(Elaborator elaborator)
    {
        if (Fields(elaborator) is not { } fields)
            return;
        HostDefaults(fields);
        fields.Memory();
        fields.Stateful();
        fields.Metrics();
        if (new TrainParts(fields).Schedule is { } schedule)
            ScheduleElaborator.Rate(elaborator, schedule);
    }

    /// <summary>The record, evaluated; null after reporting.</summary>
    private TrainFields? Fields(Elaborator elaborator)
    {
        var value = elaborator.Evaluate(declaration.Body, program.Main.Names);
        if (value is RecordValue record && Default(elaborator) is RecordValue defaults)
            return TrainFields.Of(elaborator, record, defaults, Place);
        if (value is not ErrorValue)
        {
            elaborator.Fail(
                TrainErrors.NotARecord,
                declaration.Body.Span,
                $"`train` needs a record of fields, not {value.Describe()}",
                "write `{ loss = … }`");
        }

        return null;
    }

    private Value Default(Elaborator elaborator) =>
        program.Library.Find(Defaults) is { } defaults ? elaborator.Read(defaults) : RecordValue.Empty;

    private static TrainingDefaults HostDefaults(TrainFields fields) => new()
    {
        BatchSize = (int)(fields.Whole("batch", 1, int.MaxValue) ?? 1),
        Epochs = (int)(fields.Whole("epochs", 1, int.MaxValue) ?? 1),
        Seed = (ulong)(fields.Whole("seed", 0, long.MaxValue) ?? 0),
        Data = fields.Data("data"),
        Validation = fields.Data("validate"),
        Pretrained = fields.Pretrained(),
    };

    private bool IsTrainable(ModelDefinition model, Elaborator elaborator)
    {
        if (!Parameters(elaborator).Any())
        {
            var isFrozen = model.Variables.Any(v => v.Kind == VariableKind.FrozenParameter);
            elaborator.Fail(
                TrainErrors.NothingToTrain,
                Place,
                isFrozen
                    ? $"all params of `{model.Name}` are frozen, so there is nothing to train"
                    : $"`{model.Name}` has no params, so there is nothing to train",
                isFrozen
                    ? "freeze fewer of them"
                    : "use a layer with weights, such as `dense`, or declare a `param`");
            return false;
        }

        if (model.BatchSymbol is not null)
            return true;
        elaborator.Fail(
            TrainErrors.NoBatch,
            Place,
            $"`{model.Name}` cannot be trained: the first dimension of its inputs is not one symbol, the batch",
            $"declare every input with the batch first: `{model.Inputs.FirstOrDefault()?.Name ?? "x"}: f32[N, …]`");
        return false;
    }

    private static IEnumerable<Variable> Parameters(Elaborator elaborator) =>
        elaborator.Variables.All.Where(v => v.Kind == VariableKind.Parameter);

    /// <summary>Loss, gradients, rate and updates; null after reporting.</summary>
    private static Graph? Train(Elaborator elaborator, TrainParts parts, Argument output, TargetSet targets)
    {
        var loss = LossValue(elaborator, parts.Loss!.Value, output, targets);
        var rate = parts.Schedule is { } schedule ? ScheduleElaborator.Rate(elaborator, schedule) : null;
        if (loss is not { } lossNode || rate is null || parts.Optimizer is not var (optimizer, span)
            || parts.Clip is not { } clip || parts.Decay is not var (choice, place))
        {
            return null;
        }

        var builder = elaborator.Builder;
        var parameters = Parameters(elaborator).ToList();
        var gradients = parameters.Select(p => builder.Gradient(lossNode, elaborator.Variables.Read(p)));
        if (Clip(elaborator, clip, [.. gradients]) is not { } clipped)
            return null;

        if (WeightDecay.Of(elaborator, optimizer, choice, place, parameters) is not { } decay)
            return null;

        var step = new ScalarValue(builder.HostInput(ScheduleElaborator.Step));
        var update = new OptimizerElaborator(elaborator, optimizer, span, rate, step);
        if (!parameters.Zip(clipped).All(p => update.Update(p.First, p.Second, decay.Options(p.First))))
            return null;
        return new Graph(
            "train",
            [
                new GraphResult(ResultKind.Output, TrainGraphNames.Loss, lossNode),
                new GraphResult(ResultKind.Output, TrainGraphNames.Rate, ScheduleElaborator.ToNode(builder, rate)),
                .. elaborator.Variables.Updates.Select(
                    u => new GraphResult(ResultKind.Update, u.Variable.Path, u.Value)),
            ])
        {
            Requirements = elaborator.Facts.Requirements,
        };
    }

    private static ImmutableArray<Node>? Clip(Elaborator elaborator, Argument clip, ImmutableArray<Node> gradients)
    {
        var list = new ListValue([.. gradients.Select(g => new NodeValue(g))]);
        var result = elaborator.Apply(clip.Value, clip.Span, new Argument(list, clip.Span));
        if (result is ListValue { Items: var items } && items.Length == gradients.Length
            && items.Zip(gradients).All(p => p.First is NodeValue clipped && clipped.Type.Equals(p.Second.Type)))
        {
            return [.. items.Cast<NodeValue>().Select(v => v.Node)];
        }

        if (result is not ErrorValue)
        {
            elaborator.Fail(
                TrainErrors.ClipResult,
                clip.Span,
                $"`clip` gives {result.Describe()} for the list of {gradients.Length} gradients, not as "
                + "many of the same types",
                "`map` changes each gradient: `clip = map (fun g -> maximum -1.0 (minimum 1.0 g))`");
        }

        return null;
    }

    private static Node? LossValue(Elaborator elaborator, Argument loss, Argument output, TargetSet targets)
    {
        var target = new Argument(targets.ValueIn(elaborator.Builder), loss.Span);
        var value = elaborator.Apply(loss.Value, loss.Span, output, target);
        if (value is NodeValue { Type: { Shape.Rank: 0 } type } scalar && type.Element.IsFloat())
            return scalar.Node;
        if (value is not ErrorValue)
        {
            elaborator.Fail(
                TrainErrors.LossNotScalar,
                loss.Span,
                $"the loss must be one number, and it is {value.Describe()}",
                value switch
                {
                    NodeValue tensor when tensor.Type.Element.IsFloat() => "take the mean of it: `mean (…)`",
                    NodeValue => "make floats of it, and take their mean: `mean (cast f32 …)`",
                    _ => "write `loss = fun output target -> mean (square (output - target))`, or take one of the prelude: `loss = mse`",
                });
        }

        return null;
    }

    /// <summary>Loss and metrics of the model's inference form; null after reporting.</summary>
    private (Graph Graph, ImmutableArray<MetricDefinition> Metrics)? Evaluate(ForwardPass inference, TargetSet targets)
    {
        var elaborator = inference.Elaborator;
        if (Fields(elaborator) is not { } fields || new TrainParts(fields).Loss is not { } loss)
            return null;
        var value = LossValue(elaborator, loss, new Argument(inference.Output, loss.Span), targets);
        var metrics = new MetricElaborator(elaborator, inference.Output, targets.ValueIn(elaborator.Builder));
        foreach (var metric in fields.Metrics())
            metrics.Add(metric);
        if (value is not { } lossNode)
            return null;
        var lossResult = new GraphResult(ResultKind.Output, TrainGraphNames.Loss, lossNode);
        var graph = new Graph("evaluate", [lossResult, .. metrics.Outputs])
        {
            Requirements = elaborator.Facts.Requirements,
        };
        return (graph, metrics.Metrics);
    }
}
