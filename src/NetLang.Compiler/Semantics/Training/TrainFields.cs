using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Text;
using NetLang.Runtime;
using NetLang.Runtime.Data;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>
/// The fields of a <c>train</c> record, taken apart by kind. Methods that return null have reported that the field is
/// of the wrong kind, or it is not there and has no default.
/// </summary>
internal sealed class TrainFields
{
    private static readonly ImmutableArray<string> WithoutDefault = ["data", "validate", "loss", "load", "memory"];

    private readonly Elaborator elaborator;
    private readonly RecordValue record;
    private readonly RecordValue defaults;
    private readonly SourceSpan span;

    private TrainFields(Elaborator elaborator, RecordValue record, RecordValue defaults, SourceSpan span)
    {
        this.elaborator = elaborator;
        this.record = record;
        this.defaults = defaults;
        this.span = span;
    }

    /// <param name="span">The place of the declaration: what is missing is reported there.</param>
    public static TrainFields Of(Elaborator elaborator, RecordValue record, RecordValue defaults, SourceSpan span)
    {
        var fields = new TrainFields(elaborator, record, defaults, span);
        var known = WithoutDefault.Concat(defaults.Names).ToList();
        foreach (var field in record.Fields.Where(f => !known.Contains(f.Name)))
        {
            elaborator.Fail(
                TrainErrors.UnknownField,
                field.Span ?? span,
                $"`train` has no field `{field.Name}`",
                Suggestion.DidYouMean(field.Name, known) ?? $"the fields are {string.Join(", ", known)}");
        }

        return fields;
    }

    /// <summary>A function with the place where it was given.</summary>
    /// <param name="arity">How many arguments training gives it.</param>
    public Argument? Function(string name, string role, int arity)
    {
        var field = Find(name);
        if (field.Value is CallableValue function)
        {
            if (PendingCall.Of(function).Missing == arity)
                return field;
            elaborator.Fail(
                name == "loss" ? TrainErrors.LossParameters : TrainErrors.WrongField,
                field.Span,
                $"`{name}` must be {role}, but {function.Describe()} {PendingCall.Takes(function)}",
                Repair(name, function, arity));
            return null;
        }

        if (field.Value is UnitValue && name == "loss")
        {
            elaborator.Fail(
                TrainErrors.NoLoss,
                span,
                "`train` has no `loss`",
                "add one, such as `loss = mse` or `loss = crossEntropy`");
            return null;
        }

        Mismatch(
            name,
            field,
            role,
            name == "schedule" && NumberIn(field.Value) is { } rate ? $"write `schedule = constantRate {rate}`" : Form(name));
        return null;
    }

    public (OptimizerValue Optimizer, SourceSpan Span)? Optimizer()
    {
        var field = Find("optimizer");
        if (field.Value is OptimizerValue optimizer)
            return (optimizer, field.Span);
        Mismatch(
            "optimizer",
            field,
            "an optimizer such as `adam` or `sgd { momentum = 0.9 }`",
            NumberIn(field.Value) is { } rate
                ? $"the learning rate belongs to the schedule: `schedule = constantRate {rate}`"
                : "write, for example, `optimizer = adam`");
        return null;
    }

    /// <summary>What is not trained: patterns of paths.</summary>
    public SelectionValue? Freeze()
    {
        var field = Find("freeze");
        switch (field.Value)
        {
            case SelectionValue choice:
                return choice;
            case ListValue { Items: var items } when items.All(item => item is StringValue):
                return new SelectionValue(IsExcept: false, PathPattern.All(items, field.Span));
            default:
                Mismatch(
                    "freeze",
                    field,
                    "a list of paths such as `[\"backbone\"]`",
                    "a layer is frozen where it is used: `freeze f`");
                return null;
        }
    }

    /// <summary>Which params the optimizer's weight decay is for.</summary>
    public (SelectionValue Choice, SourceSpan Span)? Decay()
    {
        var field = Find("decay");
        if (field.Value is SelectionValue choice)
            return (choice, field.Span);
        Mismatch(
            "decay",
            field,
            "a choice of params such as `except [\"bias\"]`",
            NumberIn(field.Value) is { } share
                ? $"how much is the optimizer's: `optimizer = adamW {{ weightDecay = {share} }}`"
                : "write `except [\"bias\"]`, or `only [\"weight\"]`");
        return null;
    }

    public ImmutableArray<Argument> Metrics()
    {
        var field = Find("metrics");
        if (field.Value is ListValue list)
        {
            return [.. list.Items.Select((item, i) => new Argument(item, list.Written?.Items[i].Span ?? field.Span))];
        }

        Mismatch(
            "metrics",
            field,
            "a list of metrics",
            field.Value is CallableValue ? "write it in brackets: `[accuracy]`" : "write `metrics = [accuracy]`, or leave it out");
        return [];
    }

    public DataSource? Data(string name)
    {
        var field = Find(name);
        if (field.Value is DataSourceValue data)
            return data.Source;
        if (field.Value is not UnitValue)
        {
            Mismatch(
                name,
                field,
                "a data source (`csv`, `idx`, `npy`, `cifar10`, `imageFolder`, `text`, `labelledText`, `textPairs`, `series`, `rows`)",
                field.Value is TupleValue ? "`split` gives a pair: take it apart with `let (learn, held) = …`"
                    : $"write `{name} = csv {{ target = \"price\" }} \"houses.csv\"`, with your file and its column");
        }

        return null;
    }

    /// <summary>The path of a file of weights, seen from the folder of the main file.</summary>
    public string? Pretrained()
    {
        var field = Find("load");
        if (field.Value is StringValue path)
            return SourcePath.FromMain(field.Value.Origin, path.Value);
        if (field.Value is not UnitValue)
            Mismatch("load", field, "the path of a safetensors file", "write `load = \"weights.safetensors\"`");
        return null;
    }

    /// <summary>How much memory a training step may take; null where it is not said, or after reporting.</summary>
    public MemoryBudget? Memory()
    {
        var field = Find("memory");
        if (field.Value is StringValue text && MemorySize.Of(text.Value) is { } bytes)
            return new(bytes, field.Span);
        if (field.Value is not UnitValue)
            Mismatch("memory", field, "a size such as \"512MB\"", "write a number with KB, MB or GB, such as `memory = \"512MB\"`");
        return null;
    }

    /// <summary>Where it says that sequences go on from batch to batch; null where they do not, or after reporting.</summary>
    public SourceSpan? Stateful()
    {
        var field = Find("stateful");
        if (field.Value is BoolValue flag)
            return flag.Value ? field.Span : null;
        Mismatch("stateful", field, "true or false", "write `stateful = true` where each batch goes on where the one before has ended");
        return null;
    }

    /// <summary>Data with their place; null where there are none, or what is there is reported elsewhere.</summary>
    public (DataSource Source, SourceSpan Span)? Source(string name) =>
        Find(name) is { Value: DataSourceValue data, Span: var place } ? (data.Source, place) : null;

    /// <summary>Where the training data mix examples; null where they do not.</summary>
    public SourceSpan? Mixup()
    {
        var field = Find("data");
        for (var source = (field.Value as DataSourceValue)?.Source; source is TransformedSource transformed; source = transformed.Source)
        {
            if (transformed.Transform is MixupTransform)
                return field.Span;
        }

        return null;
    }

    public long? Whole(string name, long minimum, long maximum)
    {
        var field = Find(name);
        if (field.Value is not IntValue number)
        {
            var nearest = field.Value is FloatValue { Value: > 0 and < int.MaxValue } fraction
                ? Math.Clamp((long)Math.Round(fraction.Value), minimum, maximum)
                : Math.Max(minimum, 1);
            Mismatch(name, field, "a whole number", $"write, for example, `{name} = {nearest}`");
            return null;
        }

        if (number.Value >= minimum && number.Value <= maximum)
            return number.Value;
        elaborator.Fail(
            TrainErrors.NotPositive,
            field.Span,
            $"`{name}` is {number.Value}, but must be at least "
            + $"{minimum}" + (number.Value > maximum ? $" and at most {maximum}" : ""),
            number.Value < minimum ? $"write `{name} = {minimum}`, or more" : $"write `{name} = {maximum}`, or less");
        return null;
    }

    private static string Repair(string name, CallableValue function, int arity)
    {
        var call = PendingCall.Of(function);
        var definition = call.Function.DefinitionName;
        if (call.Missing > arity)
        {
            return definition is not null ? $"give it its other arguments: `{name} = {definition} …`"
                : name == "loss" ? "several outputs or targets come as a tuple: `fun output (a, b) -> …`" : Form(name);
        }

        return definition is null || call.Arguments.IsEmpty ? Form(name)
            : call.Function is FunctionValue { Options.Fields: [var option, ..] }
                ? $"training gives it its arguments, and what you choose are options: `{name} = {definition} {{ {option.Name.Text} = {call.Arguments[0].Span.Text} }}`"
                : $"training gives it its arguments: `{name} = {definition}`";
    }

    /// <summary>How a field that is a function is written.</summary>
    private static string Form(string name) => name switch
    {
        "loss" => "take one of the prelude, `loss = mse`, or write `loss = fun output target -> …`",
        "schedule" => "write `schedule = fun step total -> …`, with `_` for what is not needed, or `schedule = constantRate 1e-3`",
        _ => "write `clip = clipByGlobalNorm 1.0`, or `clip = fun gradients -> …`",
    };

    private static string? NumberIn(Value value) => value switch
    {
        FloatValue number => number.Text,
        IntValue number => new FloatValue(number.Value).Text,
        _ => null,
    };

    /// <summary>The field as written, else its default, else unit.</summary>
    private Argument Find(string name)
    {
        var field = record.Fields.LastOrDefault(f => f.Name == name);
        return field is null
            ? new Argument(defaults[name] ?? UnitValue.Instance, span)
            : new Argument(field.Value, field.Place ?? span);
    }

    private void Mismatch(string name, Argument field, string expected, string help)
    {
        if (field.Value is not ErrorValue)
        {
            elaborator.Fail(
                TrainErrors.WrongField, field.Span, $"`{name}` must be {expected}, not {field.Value.Describe()}", elaborator.NameFor(field) ?? help);
        }
    }
}
