using System.Globalization;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Builtins;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary>Applies functions: currying, options, and the tree of layer instances.</summary>
internal sealed class Application(Elaborator elaborator)
{
    private const string RateIsOfSchedule = "the learning rate is the schedule's: `schedule = constantRate 1e-3`";

    private readonly LayerValues layerValues = new(elaborator);

    public Value Apply(Argument function, Argument argument, SourceSpan site)
    {
        if (function.Value is ErrorValue || argument.Value is ErrorValue || !elaborator.Enter(site))
            return ErrorValue.Instance;
        var result = Dispatch(function, argument, site);
        elaborator.Budget.Leave();
        return result;
    }

    private Value Dispatch(Argument function, Argument argument, SourceSpan site)
    {
        return function.Value switch
        {
            PartialValue partial => layerValues.Watch(partial, site, () => Add(partial, argument, site)),
            FunctionValue { Name: null, Arity: 1 } lambda => layerValues.Watch(
                lambda, site, () => Add(new PartialValue(lambda, [], null), argument, site)),
            PrimaryFunction primary => Add(new PartialValue(primary, [], null), argument, site),
            ComposedValue composed => layerValues.Watch(composed, site, () => Compose(composed, argument, site)),
            PlacedValue placed => Place(placed, argument, site),
            OptimizerValue optimizer => WithOptions(optimizer, argument),
            _ => elaborator.Fail(
                NameErrors.WrongArity,
                argument.Span,
                $"{function.Value.Describe()} is not a function, so it cannot be given an argument",
                RepairOfCall(function, argument)),
        };
    }

    /// <summary>What was probably meant where something that is no function is given an argument.</summary>
    private string RepairOfCall(Argument function, Argument argument) => (function.Value, argument.Value) switch
    {
        (NodeValue or ListValue, ListValue) => "to index, write no blank before the bracket: `x[0]`",
        (CaseValue { Name: var name }, _) =>
            elaborator.NameFor(function) ?? $"functions begin with a lower-case letter: `{char.ToLowerInvariant(name[0])}{name[1..]}`",
        _ => "an argument that is itself a call needs parentheses: `f (g x)`",
    };

    private Value Add(PartialValue partial, Argument argument, SourceSpan site)
    {
        var function = partial.Function;
        if (function.TakesOptions && partial.Options is null && argument.Value is RecordValue options)
        {
            if (!CheckOptions(partial, options, argument.Span))
                return ErrorValue.Instance;
            return partial with { Options = argument };
        }

        if (argument.Value is RecordValue record
            && !function.TakesOptions && NumberAt(function, partial.Arguments.Length) is { } number)
        {
            return elaborator.Fail(
                NameErrors.UnknownOption,
                argument.Span,
                $"{function.Describe()} takes no options, and this record would be its argument `{number}`, a whole number",
                WithNumber(function, record));
        }

        if (partial.Options is { } first && argument.Value is RecordValue again && AreOptions(function, again))
        {
            return elaborator.Fail(
                NameErrors.UnknownOption,
                argument.Span,
                $"{function.Describe()} has been given its options",
                "give all options in one record",
                new DiagnosticLabel(first.Span, "the options"));
        }

        var complete = partial with { Arguments = partial.Arguments.Add(argument) };
        return complete.Missing > 0 ? complete : Call(complete, site);
    }

    /// <summary>The name of a parameter that is the dimension of a tensor; else null.</summary>
    private static string? NumberAt(PrimaryFunction function, int index) =>
        function is FunctionValue definition
        && PatternBinder.NameOf(definition.Positional.ElementAt(index).Pattern) is { } name
        && DimensionNames.Of(definition).Contains(name)
            ? name
            : null;

    private Value Call(PartialValue call, SourceSpan site) => call.Function switch
    {
        BuiltinValue builtin => Call(builtin.Function, call, site),
        FunctionValue function => Call(function, call, site),
        _ => throw new InvalidOperationException($"no such function: {call.Function.GetType().Name}"),
    };

    private Value Call(BuiltinFunction function, PartialValue call, SourceSpan site)
    {
        var given = call.Options?.Value as RecordValue ?? RecordValue.Empty;
        if (given.HoldsError || call.Arguments.Any(a => a.Value.HoldsError))
            return ErrorValue.Instance;
        var options = function.Options?.With(given) ?? RecordValue.Empty;
        var outer = elaborator.Builder.CurrentSpan;
        elaborator.Builder.CurrentSpan = elaborator.Calls.UserPlace(site);
        try
        {
            return function.Evaluate(new BuiltinCall(elaborator, function, call.Arguments, options, site));
        }
        catch (OverflowException)
        {
            return elaborator.TooLarge(site, "a shape here");
        }
        finally
        {
            elaborator.Builder.CurrentSpan = outer;
        }
    }

    private Value Call(FunctionValue function, PartialValue call, SourceSpan site)
    {
        if (function is ModelValue inside && elaborator.Models.IsInside(inside))
            return elaborator.Recursion(inside.Declaration.Name.Text, site);
        if (function is ModelValue model && elaborator.Models.Find(model) is null)
            return ErrorValue.Instance;
        elaborator.Calls.Push(site, function.Name, [.. call.Arguments.Select(a => a.Span)]);
        var result = InScope(function.Name, function.Body, site, () => Body(function, call, site));
        elaborator.Calls.Pop();
        return result;
    }

    /// <summary>
    /// Evaluates a call in a scope of its own, which its definition or else <c>named</c> names; without a name, in the
    /// one around.
    /// </summary>
    private Value InScope(string? definition, Expression body, SourceSpan site, Func<Value> evaluate)
    {
        var context = elaborator.Context.Through(site);
        if ((definition ?? context.GivenName) is not { } name)
            return elaborator.In(context, evaluate);
        context = context.Enter(name, body, site);
        var before = elaborator.Builder.Nodes.Count;
        elaborator.Written.Begin(elaborator.Builder.Asked.Count);
        var result = elaborator.In(context, evaluate);
        elaborator.Written.End(
            context.Scope,
            elaborator.Builder.Asked.Count,
            HeldNodes.Of(result, () => elaborator.Spend(site)));
        elaborator.Variables.FinishLayer(context.Scope, result, elaborator.Builder.Nodes.Skip(before));
        return result;
    }

    /// <summary>What a function gives for a call with all arguments, in the scope in which elaboration is.</summary>
    internal Value Body(FunctionValue function, PartialValue call, SourceSpan site)
    {
        var signature = new Signature(function.Name, function.Closure.ForCall(elaborator.NewLevel())) { Function = function };
        if (function.Options is { } options)
            BindOptions(options, call.Options?.Value as RecordValue ?? RecordValue.Empty, signature);
        foreach (var (parameter, argument) in function.Positional.Zip(call.Arguments))
        {
            if (!elaborator.Patterns.Bind(parameter.Pattern, argument, signature))
                return ErrorValue.Instance;
        }

        signature.Mention(function.ResultType);
        return elaborator.WithElementType(signature.ElementType, () =>
        {
            var result = elaborator.Evaluate(function.Body, signature.Names);
            if (function.ResultType is not { } type || result is ErrorValue)
                return result;
            var role = TypeRole.Result(function.Name, function.Body) with
            {
                IsPromise = elaborator.Unknowns.AreOpen && elaborator.Calls.Innermost is null,
            };
            return elaborator.Types.Check(type, new Argument(result, ResultPlace(function.Body)), signature, role);
        });
    }

    /// <summary>Binds the names of options to what was given, else to their defaults.</summary>
    internal void BindOptions(OptionsParameter options, RecordValue given, Signature signature)
    {
        foreach (var field in options.Fields)
        {
            var value = given[field.Name.Text] ?? elaborator.Evaluate(field.Value, signature.Names);
            signature.Names = signature.Names.With(field.Name.Text, value);
        }
    }

    private Value Compose(ComposedValue composed, Argument argument, SourceSpan site) =>
        InScope(null, composed.Expression, site, () =>
        {
            var between = Apply(composed.First, argument, HeadOf(composed.Expression.Left));
            return Apply(
                composed.Second, new Argument(between, composed.First.Span), HeadOf(composed.Expression.Right));
        });

    private Value Place(PlacedValue placed, Argument argument, SourceSpan site)
    {
        var place = placed.From(elaborator.Context.Through(site));
        var result = elaborator.In(place, () => Apply(placed.Function, argument, placed.Function.Span));
        if (result is PartialValue or PlacedValue) // the place waits for the rest of the arguments
            return placed with { Function = placed.Function with { Value = result } };
        if (placed is InitializedValue && result is not ErrorValue)
            place.Initial!.ReportUnknown(elaborator);
        return result;
    }

    private Value WithOptions(OptimizerValue optimizer, Argument argument)
    {
        if (argument.Value is RecordValue options && optimizer is { DeclaredOptions: { } declared, Options: null })
        {
            var names = declared.Fields.Select(f => f.Name.Text);
            return CheckFields(optimizer.Declaration.Name.Text, names, options, argument.Span, RateIsOfSchedule)
                ? optimizer with { Options = options }
                : ErrorValue.Instance;
        }

        return elaborator.Fail(
            NameErrors.WrongArity,
            argument.Span,
            $"{optimizer.Describe()} takes one record of options at most, not {argument.Value.Describe()}",
            RateIsOfSchedule);
    }

    private bool CheckOptions(PartialValue partial, RecordValue options, SourceSpan span)
    {
        var function = partial.Function;
        var help = NumberAt(function, partial.Arguments.Length) is null ? null : WithNumber(function, options);
        return CheckFields(function.DefinitionName ?? "this function", NamesOfOptions(function), options, span, help);
    }

    /// <summary>The call that was meant where a record stands in the place of a number.</summary>
    private static string WithNumber(PrimaryFunction function, RecordValue record) => record.Fields is [{ Value: IntValue single }]
        ? string.Create(CultureInfo.InvariantCulture, $"write the number alone: `{function.DefinitionName} {single.Value} …`")
        : $"write `{function.Usage}`";

    /// <summary>Whether a record can be nothing but options of the function.</summary>
    private static bool AreOptions(PrimaryFunction function, RecordValue record) =>
        record.Fields.Length > 0 && record.Names.All(NamesOfOptions(function).Contains);

    private static IEnumerable<string> NamesOfOptions(PrimaryFunction function) => function switch
    {
        FunctionValue { Options: { } declared } => declared.Fields.Select(f => f.Name.Text),
        BuiltinValue { Function.Options: { } declared } => declared.Names,
        _ => [],
    };

    /// <param name="help">What to say beside the options that there are.</param>
    private bool CheckFields(
        string owner, IEnumerable<string> known, RecordValue given, SourceSpan span, string? help = null)
    {
        var names = known.ToList();
        var good = true;
        foreach (var field in given.Fields.Where(f => !names.Contains(f.Name)))
        {
            good = false;
            elaborator.Fail(
                NameErrors.UnknownOption,
                field.Span ?? span,
                $"`{owner}` has no option `{field.Name}`",
                Suggestion.DidYouMean(field.Name, names) ?? OptionsOf(names) + (help is null ? "" : "; " + help));
        }

        return good;
    }

    private static string OptionsOf(List<string> names) => names.Count == 0
        ? "it takes no options"
        : $"its options are {string.Join(", ", names.Select(n => $"`{n}`"))}";

    /// <summary>The place of what a body comes to: its last line, and the last stage of a pipe.</summary>
    internal static SourceSpan ResultPlace(Expression body) => body switch
    {
        BlockExpression block => ResultPlace(block.Result),
        BinaryExpression { Operator: BinaryOperator.Pipe } pipe => pipe.Right.Span,
        _ => body.Span,
    };

    /// <summary>The place that names a call: its function, without the arguments.</summary>
    internal static SourceSpan HeadOf(Expression expression)
    {
        while (expression is ApplyExpression apply)
            expression = apply.Function;
        return expression.Span;
    }
}
