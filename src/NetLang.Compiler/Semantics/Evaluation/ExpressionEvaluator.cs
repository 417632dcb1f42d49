using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Training;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary>What each form of expression means.</summary>
internal sealed class ExpressionEvaluator(Elaborator elaborator)
{
    private readonly Choices choices = new(elaborator);
    private readonly Indexing indexing = new(elaborator);
    private readonly Interpolation strings = new(elaborator);

    public Value Evaluate(Expression expression, Environment names) => expression switch
    {
        IntLiteral e => new IntValue(e.Value) { Origin = e.Span },
        FloatLiteral e => new FloatValue(e.Value) { Origin = e.Span },
        BoolLiteral e => BoolValue.Of(e.Value),
        StringLiteral e => strings.Evaluate(e, names),
        UnitLiteral => UnitValue.Instance,
        MissingExpression => ErrorValue.Instance,
        NameExpression e => Name(e, names),
        ApplyExpression e => Apply(e, names),
        LambdaExpression e => new FunctionValue(
            null, [.. e.Parameters.Select(p => new PositionalParameter(p.Span, p))], null, e.Body, names)
        { Origin = e.Span },
        BinaryExpression { Operator: BinaryOperator.Pipe } e => Pipe(e, names),
        BinaryExpression { Operator: BinaryOperator.Compose } e => Compose(e, names),
        BinaryExpression { Operator: BinaryOperator.And or BinaryOperator.Or } e => choices.Logic(e, names),
        BinaryExpression e => elaborator.Operators.Apply(
            e,
            new Argument(elaborator.Evaluate(e.Left, names), e.Left.Span),
            new Argument(elaborator.Evaluate(e.Right, names), e.Right.Span)),
        NegateExpression e => elaborator.Operators.Negate(Argument(e.Operand, names), e.Span),
        IfExpression e => choices.If(e, names),
        MatchExpression e => choices.Match(e, names),
        TupleExpression e => new TupleValue(All(e.Items, names)) { Origin = e.Span },
        ListExpression e => new ListValue(All(e.Items, names)) { Origin = e.Span, Written = e },
        RecordExpression e => Record(e, names),
        FieldExpression e => Field(e, names),
        IndexExpression e => indexing.Evaluate(e, names),
        BlockExpression e => elaborator.Blocks.Evaluate(e, names),
        _ => throw new InvalidOperationException($"no meaning for {expression.GetType().Name}"),
    };

    private Argument Argument(Expression expression, Environment names) =>
        new(elaborator.Evaluate(expression, names), expression.Span);

    private Value Name(NameExpression expression, Environment names)
    {
        var name = expression.Name;
        if (names.Find(name) is { } bound)
            return elaborator.Read(bound);
        if (name == "training")
            return BoolValue.Of(elaborator.IsTraining);
        if (char.IsUpper(name[0]) && name is not ("True" or "False"))
            return new CaseValue(name) { Origin = expression.Span };
        if (elaborator.Context.Scope.Outward.Any(s => s.Definition == name))
            return elaborator.Recursion(name, expression.Span);

        if (elaborator.Calls.IsReportedName(expression.Span))
            return ErrorValue.Instance;
        return elaborator.Fail(
            NameErrors.UnknownName,
            expression.Span,
            $"nothing here is called `{name}`",
            Suggestion.DidYouMean(name, names.AllNames().Where(n => char.IsLetter(n[0])).Append("training").Distinct())
                ?? $"define it: `let {name} = …`");
    }

    private Value Apply(ApplyExpression expression, Environment names)
    {
        var arguments = new Stack<Expression>();
        Expression head = expression;
        while (head is ApplyExpression apply)
        {
            arguments.Push(apply.Argument);
            head = apply.Function;
        }

        var function = elaborator.Evaluate(head, names);
        if (function is FunctionValue { ResultType: NamedTypeSyntax } complete && arguments.Count > complete.Arity)
        {
            var positional = arguments.Where(argument => !IsRecord(argument)).ToList();
            if (positional.Count > complete.Arity)
                return TooMany(complete, positional.Count, positional[complete.Arity]);
        }

        bool IsRecord(Expression argument) =>
            argument is RecordExpression
            || (argument is NameExpression { Name: var name } && names.Find(name) is { } bound && elaborator.Read(bound) is RecordValue);

        var given = 0;
        var origin = function as CallableValue;
        foreach (var argument in arguments)
        {
            var value = Argument(argument, names);
            if (given > 0
                && function is not (CallableValue or ErrorValue or OptimizerValue)
                && origin is PrimaryFunction called)
            {
                return TooMany(called, arguments.Count, argument);
            }

            function = elaborator.Apply(function, head.Span, value);
            given++;
        }

        return function;
    }

    private Value TooMany(PrimaryFunction function, int given, Expression surplus) => elaborator.Fail(
        NameErrors.WrongArity,
        surplus.Span,
        $"{function.Describe()} takes {Count(function.Arity, "argument")}, but {given} are given",
        surplus is RecordExpression && function is { TakesOptions: true, DefinitionName: { } name }
            ? $"options are given once, before the last argument: `{name} {surplus.Span.Text} …`"
            : "an argument that is itself a call needs parentheses: `f (g x)`");

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    /// <summary>A chain of pipes in a loop: networks are long, and the call stack is not.</summary>
    private Value Pipe(BinaryExpression expression, Environment names)
    {
        var stages = new Stack<Expression>();
        Expression first = expression;
        while (first is BinaryExpression { Operator: BinaryOperator.Pipe } pipe)
        {
            stages.Push(pipe.Right);
            first = pipe.Left;
        }

        var value = Argument(first, names);
        foreach (var stage in stages)
        {
            if (stage is BinaryExpression { Operator: not (BinaryOperator.Pipe or BinaryOperator.Compose) } binary
                && value.Value is not ErrorValue && LeftMost(binary) is var inPipe && elaborator.Evaluate(inPipe, names) is CallableValue)
            {
                return BindsTighter(binary, inPipe, first.Span.Start);
            }

            var function = elaborator.Evaluate(stage, names);
            if (function is not (CallableValue or ErrorValue) && value.Value is not ErrorValue)
            {
                var head = stage is ApplyExpression
                    ? $"; `{Application.HeadOf(stage).Text}` has all its arguments"
                    : "";
                return elaborator.Fail(
                    NameErrors.WrongArity,
                    stage.Span,
                    $"a function must stand after `|>`, but this is {function.Describe()}{head}",
                    function is CaseValue { Name: var name }
                        ? "functions begin with a lower-case letter; "
                            + (Suggestion.DidYouMean(name, names.AllNames())
                                ?? $"write `{char.ToLowerInvariant(name[0])}{name[1..]}`")
                        : "leave out the last argument: it comes through the pipe");
            }

            value = new Argument(elaborator.Apply(function, Application.HeadOf(stage), value), stage.Span);
        }

        return value.Value;
    }

    /// <summary><c>x |> f + y</c>, which adds `f` to `y` before the pipe gives it anything.</summary>
    private Value BindsTighter(BinaryExpression stage, Expression function, int start)
    {
        var op = stage.OperatorSpan.Text;
        var source = stage.Span.Source;
        return elaborator.Fail(new Diagnostic(
            NameErrors.WrongOperands,
            function.Span,
            $"`{op}` is for numbers and tensors, and `{function.Span.Text}` is a function here: `{op}` binds tighter than `|>`",
            [],
            $"put the pipe in parentheses: `(… |> {function.Span.Text}) {op} …`")
        {
            Candidates =
            [
                new Repair(
                    $"did you mean the pipe in parentheses? `{op}` binds tighter than `|>`",
                    [new(new(source, start, 0), "("), new(new(source, function.Span.End, 0), ")")]),
            ],
        });
    }

    private static Expression LeftMost(BinaryExpression stage)
    {
        var left = stage.Left;
        while (left is BinaryExpression binary)
            left = binary.Left;
        return left;
    }

    private Value Compose(BinaryExpression expression, Environment names)
    {
        var first = Argument(expression.Left, names);
        var second = Argument(expression.Right, names);
        foreach (var operand in new[] { first, second })
        {
            if (operand.Value is not (CallableValue or ErrorValue))
            {
                return elaborator.Fail(
                    NameErrors.WrongOperands,
                    operand.Span,
                    $"`>>` joins functions, and this is {operand.Value.Describe()}",
                    "to give a value to a function, write `value |> function`");
            }
        }

        return first.Value is ErrorValue || second.Value is ErrorValue
            ? ErrorValue.Instance
            : new ComposedValue(first, second, expression) { Origin = expression.Span };
    }

    private ImmutableArray<Value> All(ImmutableArray<Expression> items, Environment names) =>
        [.. items.Select(item => elaborator.Evaluate(item, names))];

    private Value Record(RecordExpression expression, Environment names)
    {
        var fields = ImmutableArray.CreateBuilder<FieldValue>();
        foreach (var field in expression.Fields)
        {
            if (fields.Any(f => f.Name == field.Name.Text))
            {
                elaborator.Fail(
                    NameErrors.DefinedTwice,
                    field.Name.Span,
                    $"the field `{field.Name.Text}` is given twice",
                    "leave one of them out");
                continue;
            }

            fields.Add(new FieldValue(field.Name.Text, elaborator.Evaluate(field.Value, names), field.Name.Span, field.Value.Span));
        }

        var record = new RecordValue(fields.ToImmutable()) { Origin = expression.Span };
        if (expression.Base is not { } original)
            return record;
        switch (elaborator.Evaluate(original, names))
        {
            case ErrorValue:
                return ErrorValue.Instance;
            case RecordValue old:
                foreach (var unknown in expression.Fields.Where(f => !old.Names.Contains(f.Name.Text)))
                    UnknownField(old, unknown.Name);
                return old.With(record);
            case var other:
                return elaborator.Fail(
                    NameErrors.WrongKindOfArgument,
                    original.Span,
                    $"`with` changes a record, and this is {other.Describe()}",
                    "write a record before `with`: `{ defaults with rate = 0.1 }`");
        }
    }

    private Value Field(FieldExpression expression, Environment names)
    {
        if (names.FindDefinition(expression) is { } definition)
            return elaborator.Read(definition);
        return elaborator.Evaluate(expression.Value, names) switch
        {
            ErrorValue error => error,
            RecordValue record => record[expression.Field.Text] ?? UnknownField(record, expression.Field),
            var other => elaborator.Fail(
                NameErrors.UnknownField,
                expression.Field.Span,
                $"only records have fields, and this is {other.Describe()}",
                names.Find(expression.Field.Text) is CallableValue function
                    ? PendingCall.Of(function).Missing == 1
                        ? $"functions stand before their argument: `{expression.Field.Text} {expression.Value.Span.Text}`"
                        : $"functions are no fields: write `{expression.Value.Span.Text} |> {expression.Field.Text} …`"
                    : other is CaseValue file
                    ? $"no file has that name; to read one of a file, write `import \"….net\" as {file.Name}`"
                    : $"write `{expression.Value.Span.Text}` alone, or give it a record"),
        };
    }

    private Value UnknownField(RecordValue record, Identifier field) => elaborator.Fail(
        NameErrors.UnknownField,
        field.Span,
        $"the record has no field `{field.Text}`",
        Suggestion.DidYouMean(field.Text, record.Names)
            ?? $"its fields are {string.Join(", ", record.Names.Select(n => $"`{n}`"))}");
}
