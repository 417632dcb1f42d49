using System.Globalization;

namespace NetLang.Compiler.Syntax;

/// <summary>The tree as S-expressions: a declaration or statement a line, spans left out.</summary>
internal static class SyntaxDump
{
    public static string Of(CompilationUnit unit) =>
        string.Concat(unit.Declarations.Select(declaration => Declaration(declaration) + "\n"));

    public static string Of(Expression expression) => Expression(expression, 0);

    private static string Declaration(Declaration declaration) => Documentation(declaration) + declaration switch
    {
        ImportDeclaration import =>
            $"(import {Quoted(import.Path)}{(import.Qualifier is { } name ? " as " + name.Text : "")})",
        LetDeclaration let => $"(let {Signature(Pattern(let.Target), let.Parameters, let.ResultType)}{Body(let.Body)})",
        ModelDeclaration model =>
            $"(model {Signature(model.Name.Text, model.Parameters, model.ResultType)}{Body(model.Body)})",
        TrainDeclaration train => $"(train {Expression(train.Model, 0)}{Body(train.Body)})",
        OptimizerDeclaration optimizer =>
            $"(optimizer {Signature(optimizer.Name.Text, optimizer.Parameters, null)}{Body(optimizer.Body)})",
        _ => throw new InvalidOperationException(declaration.GetType().Name),
    };

    private static string Documentation(Declaration declaration) =>
        declaration.Documentation is { } text ? $"/// {text.Replace("\n", "\n/// ", StringComparison.Ordinal)}\n" : "";

    private static string Signature(string name, IEnumerable<Parameter> parameters, TypeSyntax? result) =>
        string.Join(' ', parameters.Select(Parameter).Prepend(name)) + (result is null ? "" : " : " + Type(result));

    private static string Parameter(Parameter parameter) => parameter switch
    {
        OptionsParameter options => Fields(options.Fields, 0),
        PositionalParameter positional => Pattern(positional.Pattern),
        _ => throw new InvalidOperationException(parameter.GetType().Name),
    };

    private static string Body(Expression body) =>
        body is BlockExpression ? Expression(body, 0) : $"\n  {Expression(body, 1)}";

    private static string Fields(IEnumerable<RecordField> fields, int depth) =>
        "{" + string.Join("; ", fields.Select(field => $"{field.Name.Text}={Expression(field.Value, depth)}")) + "}";

    private static string Line(int depth, string text) => "\n" + new string(' ', 2 * depth) + text;

    private static string Expression(Expression expression, int depth)
    {
        string Sub(Expression inner) => Expression(inner, depth);
        string List(IEnumerable<Expression> items) => string.Join(' ', items.Select(Sub));
        return expression switch
        {
            IntLiteral literal => literal.Value.ToString(CultureInfo.InvariantCulture),
            FloatLiteral literal => literal.Value.ToString("R", CultureInfo.InvariantCulture) is var text
                && text.All(c => char.IsAsciiDigit(c) || c == '-') ? text + ".0" : text,
            BoolLiteral literal => literal.Value ? "true" : "false",
            StringLiteral literal => Quoted(literal.Value),
            UnitLiteral => "()",
            NameExpression name => name.Name,
            MissingExpression => "<missing>",
            ApplyExpression apply => $"({Applied(apply, depth)})",
            LambdaExpression lambda =>
                $"(fun {string.Join(' ', lambda.Parameters.Select(Pattern))} -> {Sub(lambda.Body)})",
            BinaryExpression binary => $"({Sign(binary.Operator)} {Sub(binary.Left)} {Sub(binary.Right)})",
            NegateExpression negate => $"(neg {Sub(negate.Operand)})",
            IfExpression choice => $"(if {Sub(choice.Condition)} {Sub(choice.Then)} {Sub(choice.Otherwise)})",
            MatchExpression match => $"(match {Sub(match.Value)}"
                + string.Concat(match.Cases.Select(c => Line(depth + 1, Case(c, depth + 1)))) + ")",
            TupleExpression tuple => $"(tuple {List(tuple.Items)})",
            ListExpression list => $"[{List(list.Items)}]",
            RecordExpression { Base: { } original } record => $"(with {Sub(original)} {Fields(record.Fields, depth)})",
            RecordExpression record => Fields(record.Fields, depth),
            FieldExpression field => $"{Sub(field.Value)}.{field.Field.Text}",
            IndexExpression index => $"{Sub(index.Value)}[{string.Join(", ", index.Items.Select(i => Index(i, depth)))}]",
            BlockExpression block =>
                string.Concat(block.Statements.Select(s => Line(depth + 1, Statement(s, depth + 1))))
                + Line(depth + 1, Expression(block.Result, depth + 1)),
            _ => throw new InvalidOperationException(expression.GetType().Name),
        };
    }

    private static string Quoted(string text) => "\"" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Applied(Expression expression, int depth) => expression is ApplyExpression apply
        ? $"{Applied(apply.Function, depth)} {Expression(apply.Argument, depth)}"
        : Expression(expression, depth);

    private static string Case(MatchCase matchCase, int depth) =>
        $"| {Pattern(matchCase.Pattern)}"
        + (matchCase.Guard is { } guard ? $" when {Expression(guard, depth)}" : "")
        + $" -> {Expression(matchCase.Body, depth)}";

    private static string Statement(Statement statement, int depth) => statement switch
    {
        LetStatement let => $"(let {Signature(Pattern(let.Target), let.Parameters, let.ResultType)} = "
            + $"{Expression(let.Value, depth)})",
        ParamStatement param =>
            $"(param {param.Name.Text} : {Type(param.Type)} = {Expression(param.Initial, depth)})",
        StateStatement state => $"(state {state.Name.Text}{(state.Type is { } type ? " : " + Type(type) : "")} = "
            + $"{Expression(state.Initial, depth)})",
        AssignStatement assign => $"(<- {assign.Target.Text} {Expression(assign.Value, depth)})",
        ExpressionStatement only => $"(do {Expression(only.Value, depth)})",
        _ => throw new InvalidOperationException(statement.GetType().Name),
    };

    private static string Index(IndexItem item, int depth) => item switch
    {
        PointIndex point => Expression(point.Value, depth),
        RangeIndex range => (range.First is { } first ? Expression(first, depth) : "") + ".."
            + (range.Last is { } last ? Expression(last, depth) : ""),
        WholeAxisIndex => "_",
        RestIndex => "..",
        _ => throw new InvalidOperationException(item.GetType().Name),
    };

    private static string Pattern(Pattern pattern) => pattern switch
    {
        NamePattern name => name.Name,
        WildcardPattern => "_",
        TypedPattern typed => $"({Pattern(typed.Inner)}: {Type(typed.Type)})",
        TuplePattern tuple => $"({string.Join(", ", tuple.Items.Select(Pattern))})",
        ListPattern list => $"[{string.Join("; ", list.Items.Select(Pattern))}]",
        LiteralPattern literal => Expression(literal.Literal, 0),
        CasePattern named => named.Name,
        _ => throw new InvalidOperationException(pattern.GetType().Name),
    };

    private static string Type(TypeSyntax type) => type switch
    {
        NamedTypeSyntax { Dimensions: { } dimensions } named =>
            $"{named.Element.Text}[{string.Join(", ", dimensions.Select(Dimension))}]",
        NamedTypeSyntax named => named.Element.Text,
        TupleTypeSyntax tuple => $"({string.Join(", ", tuple.Items.Select(Type))})",
        FunctionTypeSyntax function => $"({Type(function.Argument)} -> {Type(function.Result)})",
        _ => throw new InvalidOperationException(type.GetType().Name),
    };

    private static string Dimension(DimensionSyntax dimension) => dimension switch
    {
        ExpressionDimension expression => Expression(expression.Value, 0),
        AnyDimension => "_",
        RestDimension rest => ".." + rest.Name,
        _ => throw new InvalidOperationException(dimension.GetType().Name),
    };

    private static string Sign(BinaryOperator op) => op switch
    {
        BinaryOperator.Pipe => "|>",
        BinaryOperator.Compose => ">>",
        BinaryOperator.Or => "||",
        BinaryOperator.And => "&&",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        BinaryOperator.MatrixProduct => "@",
        BinaryOperator.Power => "**",
        _ => throw new InvalidOperationException(op.ToString()),
    };
}
