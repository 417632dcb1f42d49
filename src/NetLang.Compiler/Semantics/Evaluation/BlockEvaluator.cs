using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary>The lines of a block, in order.</summary>
internal sealed class BlockEvaluator(Elaborator elaborator)
{
    private readonly VariableDeclarations variables = new(elaborator);

    public Value Evaluate(BlockExpression block, Environment names)
    {
        foreach (var statement in block.Statements)
        {
            if (Execute(statement, names) is not { } after)
                return ErrorValue.Instance;
            names = after;
        }

        return elaborator.Evaluate(block.Result, names);
    }

    /// <summary>
    /// The names after a statement; null where a requirement is not met, and the lines that follow would only fail for
    /// the same reason.
    /// </summary>
    private Environment? Execute(Statement statement, Environment names)
    {
        switch (statement)
        {
            case LetStatement { Parameters.Length: > 0 } let:
                var name = PatternBinder.NameOf(let.Target) ?? let.Target.Span.Text;
                return names.With(name, new FunctionValue(name, let.Parameters, let.ResultType, let.Value, names)
                {
                    Origin = let.Target.Span,
                });
            case LetStatement let:
                return BindValue(let.Target, let.ResultType, let.Value, names);
            case ParamStatement param:
                return variables.Declare(param, names);
            case StateStatement state:
                return variables.Declare(state, names);
            case AssignStatement assign:
                Assign(assign, names);
                return names;
            case ExpressionStatement expression:
                return Discard(expression.Value, names) ? names : null;
            default:
                throw new InvalidOperationException($"no meaning for {statement.GetType().Name}");
        }
    }

    /// <summary>Evaluates a line whose value goes nowhere; false after reporting an error.</summary>
    private bool Discard(Expression line, Environment names)
    {
        var value = elaborator.Evaluate(line, names);
        if (value is not (UnitValue or ErrorValue))
        {
            elaborator.Fail(
                NameErrors.UnusedValue,
                line.Span,
                $"this line gives {value.Describe()}, which nothing uses",
                "continue it on the next line (`|> …`), give it a name with `let`, or remove it");
        }

        return value is not ErrorValue || !elaborator.Calls.HasErrors;
    }

    public Environment BindValue(Pattern target, TypeSyntax? type, Expression expression, Environment names)
    {
        var signature = new Signature(null, names) { IsInBody = true };
        var declared = type is NamedTypeSyntax named ? ElementNames.Find(named.Element.Text) : null;
        var value = declared is { } element && !elaborator.Types.IsComputable(element, type!.Span)
            ? ErrorValue.Instance
            : elaborator.WithElementType(declared, () => elaborator.Evaluate(expression, names));
        if (type is not null)
        {
            var role = TypeRole.Value(PatternBinder.NameOf(target) ?? target.Span.Text);
            value = elaborator.Types.Check(type, new Argument(value, expression.Span), signature, role);
        }

        elaborator.Patterns.Bind(target, new Argument(value, expression.Span), signature);
        return signature.Names;
    }

    private void Assign(AssignStatement statement, Environment names)
    {
        var name = statement.Target.Text;
        if (names.Find(name) is not VariableCell { IsAssignable: true } cell)
        {
            if (names.Find(name) is not ErrorValue)
            {
                elaborator.Fail(
                    VariableErrors.AssignedElsewhere,
                    statement.Target.Span,
                    $"`<-` changes a `state`, and `{name}` is none",
                    $"declare it (`state {name} : f32[] = zeros`), or make a new value with `let`");
            }

            return;
        }

        if (cell.Level != names.Level)
        {
            elaborator.Fail(
                VariableErrors.AssignedElsewhere,
                statement.Target.Span,
                $"`{name}` is assigned in another function than the one that declares it",
                "assign it in the block that declares it");
            return;
        }

        if (elaborator.ScanPlace is not null)
        {
            elaborator.Fail(
                VariableErrors.AssignedInScan,
                statement.Target.Span,
                $"`{name}` would change in each step of a `scan`",
                "make it a part of the carry, and assign the last carry behind the scan");
            return;
        }

        // Outside training a layer's states keep their values.
        if (!elaborator.IsTraining)
            return;
        var type = cell.Variable.Type;
        var given = new Argument(elaborator.Evaluate(statement.Value, names), statement.Value.Span);
        var value = elaborator.Operators.Numbers.ToTensor(given, type);
        var isUnknown = value is null
            ? given.Value is ErrorValue && elaborator.Unknowns.AreOpen
            : !value.Type.Equals(type) && elaborator.Unknowns.MayBeEqual(value.Type, type);
        if (isUnknown)
            value = elaborator.Unknowns.Tensor(type).Node; // it is assigned, whatever it will be
        if (value is null)
            return;
        if (!value.Type.Equals(type))
        {
            elaborator.Fail(
                VariableErrors.InitialValue,
                statement.Value.Span,
                $"`{name}` is {type}, and its new value {value.Type}",
                value.Type.Element == type.Element
                    ? "bring it to that shape, for example with a mean over the batch: `mean { axis = 0 } …`"
                    : $"convert it: `cast {type.Element.Name()} …`",
                new Diagnostics.DiagnosticLabel(statement.Target.Span, $"`{name}` is assigned here"));
            return;
        }

        cell.Current = new NodeValue(value);
        elaborator.Variables.Update(cell.Variable, value);
    }
}
