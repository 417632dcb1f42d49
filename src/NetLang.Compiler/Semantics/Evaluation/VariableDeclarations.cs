using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Scopes;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Training;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Runtime;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary><c>param</c> and <c>state</c>.</summary>
internal sealed class VariableDeclarations(Elaborator elaborator)
{
    public Environment Declare(ParamStatement statement, Environment names) =>
        Declare(statement.Name, statement.Type, statement.Initial, VariableKind.Parameter, names);

    public Environment Declare(StateStatement statement, Environment names)
    {
        if (elaborator.Optimizing is { } optimized)
            return Initialized(
                optimized.Declare(elaborator, statement, names), statement.Name, statement.Initial, names);
        if (statement.Type is { } type)
            return Declare(statement.Name, type, statement.Initial, VariableKind.State, names);
        elaborator.Fail(
            ShapeErrors.UnknownType,
            statement.Span,
            $"the state `{statement.Name.Text}` needs a type",
            $"write `state {statement.Name.Text} : f32[…] = …`; only in an optimizer it has its parameter's type");
        return names.With(statement.Name.Text, ErrorValue.Instance);
    }

    private Environment Declare(
        Identifier name, TypeSyntax typeSyntax, Expression initial, VariableKind kind, Environment names)
    {
        var scope = elaborator.Context.Scope;
        var cell = scope.IsBroken ? null : Declare(name, typeSyntax, kind, names);
        scope.IsBroken |= cell is null && scope.Call is not null; // the model itself may have several mistakes
        return Initialized(cell, name, initial, names);
    }

    /// <summary>The names with the variable, of which null says that it could not be declared.</summary>
    private Environment Initialized(VariableCell? cell, Identifier name, Expression initial, Environment names)
    {
        if (cell is null)
            return names.With(name.Text, ErrorValue.Instance);

        var replaced = elaborator.Context.Initial?.Find(name.Text + elaborator.Context.Suffix);
        if (elaborator.Training && !elaborator.Variables.Initial.ContainsKey(cell.Variable.Path)
            && InitialValue(initial, replaced, cell.Variable, names) is { } value)
        {
            elaborator.Variables.SetInitial(cell.Variable, value);
        }

        return names.With(name.Text, cell);
    }

    private VariableCell? Declare(Identifier name, TypeSyntax typeSyntax, VariableKind kind, Environment names)
    {
        if (elaborator.Variables.IsClosed)
        {
            elaborator.Fail(
                VariableErrors.NotInModel,
                name.Span,
                $"`{name.Text}` is declared where no model is being built",
                "declare it in the model, or in a layer that the model uses");
            return null;
        }

        var signature = new Signature(null, names) { IsInBody = true };
        if (elaborator.Types.Resolve(typeSyntax, signature) is not { } type)
            return null;
        if (!type.Shape.IsStatic && !elaborator.Unknowns.AreOpen)
        {
            var symbol = type.Shape.SelectMany(d => d.Symbols).First();
            elaborator.Fail(
                VariableErrors.ShapeNotStatic,
                name.Span,
                $"`{name.Text}` would be {type}, but {symbol} is chosen at run time",
                $"give {symbol} a number in the model's signature, or let the layer work along another axis");
            return null;
        }

        if (elaborator.IsTooLarge(type.Shape))
        {
            elaborator.TooLarge(name.Span, $"`{name.Text}`, {type},");
            return null;
        }

        if (kind == VariableKind.Parameter && !type.Element.IsFloat())
        {
            elaborator.Fail(
                ShapeErrors.ElementKind,
                name.Span,
                $"a `param` is trained, so it is of floats, and `{name.Text}` is {type}",
                $"keep it as it is with `state {name.Text}`, or declare it as f32");
            return null;
        }

        var path = Scope.VariablePath(elaborator.Context, name.Text);
        if (elaborator.IsFrozen(path))
            elaborator.Variables.Freeze(path);
        if (elaborator.Variables.Find(path) is { } known)
        {
            var isShared = elaborator.Context.IsShared;
            if (isShared && known.Variable.Span == name.Span
                && (known.Variable.Type.Equals(type) || elaborator.Unknowns.MayBeEqual(known.Variable.Type, type)))
            {
                elaborator.Context.Scope.MarkVariables(); // a further application of the layer is a layer, too
                return elaborator.Variables.AssignedFrom(known, names.Level);
            }

            ReportTwice(name, path, type, known.Variable, isShared);
            return null;
        }

        var variable = new Variable(path, kind, type, name.Span);
        var node = elaborator.At(name.Span, builder => builder.Variable(path, type));
        elaborator.Types.NoteOrigins(node, typeSyntax, signature);
        var cell = new VariableCell(variable, node, names.Level, kind == VariableKind.State);
        elaborator.Variables.Add(cell, elaborator.Context.Scope);
        return cell;
    }

    private void ReportTwice(Identifier name, string path, TensorType type, Variable known, bool isShared)
    {
        var message = isShared
            ? $"a shared layer needs `{path}` as {type} here, but it is {known.Type}"
            : $"there are two variables called `{path}`";
        elaborator.Fail(
            VariableErrors.DeclaredTwice,
            name.Span,
            message,
            isShared
                ? "apply a shared layer to tensors of one shape"
                : "give one of the layers another name, or use `share` for one set of weights",
            known.Span is { } first && first != name.Span ? [new DiagnosticLabel(first, "the other one")] : []);
    }

    /// <summary>The tensor that a variable begins with; null after reporting.</summary>
    /// <param name="initial">What its declaration says.</param>
    /// <param name="replaced">What <c>initialize</c> says instead.</param>
    private Node? InitialValue(Expression initial, Argument? replaced, Variable variable, Environment names)
    {
        var type = variable.Type;
        var span = replaced?.Span ?? initial.Span;
        var scope = elaborator.Context.Through(variable.Span ?? span);
        var value = elaborator.In(
            scope, () => elaborator.InScan(null, () => elaborator.WithElementType(type.Element, Evaluate)));
        return Check(new Argument(value, span), variable);

        Value Evaluate()
        {
            var value = replaced?.Value ?? elaborator.Evaluate(initial, names);
            if (value is not CallableValue)
                return value;
            var result = elaborator.Apply(value, span, new Argument(ShapeOf(type), span));
            return result is not CallableValue ? result : elaborator.Fail(
                VariableErrors.InitialValue,
                span,
                $"the initial value of `{variable.Path}` is computed from its shape alone, but this {PendingCall.Takes(value)}",
                "write a function of one argument, a list of dimensions: `fun dims -> …`");
        }
    }

    private Node? Check(Argument initial, Variable variable)
    {
        if (elaborator.Operators.Numbers.ToTensor(initial, variable.Type) is not { } node)
            return null;
        if (elaborator.Unknowns.MayBeEqual(node.Type, variable.Type))
            return elaborator.Unknowns.Tensor(variable.Type).Node; // nothing is trained, so any will do
        var (problem, help) = node.Type.Equals(variable.Type)
            ? (InitialGraph.Dependency(node), "compute it from shapes, numbers and random draws alone")
            : ($"is {node.Type}, but the variable is {variable.Type}",
                "give a function from the shape, such as `zeros`, or a tensor of that type");
        if (problem is null)
            return node;
        elaborator.Fail(
            VariableErrors.InitialValue,
            initial.Span,
            $"the initial value of `{variable.Path}` {problem}",
            help,
            variable.Span is { } span ? [new DiagnosticLabel(span, "declared here")] : []);
        return null;
    }

    private static ListValue ShapeOf(TensorType type) => new([.. type.Shape.Select(DimValue.Of)]);
}
