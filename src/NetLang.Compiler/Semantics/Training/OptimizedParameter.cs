using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>The parameter whose update is being elaborated.</summary>
internal sealed record OptimizedParameter(string Optimizer, Variable Parameter)
{
    /// <summary>
    /// Declares a state of the optimizer for the parameter, such as <c>adam.m/dense.weight</c>: of the parameter's type
    /// unless it says another. Null after reporting.
    /// </summary>
    public VariableCell? Declare(Elaborator elaborator, StateStatement statement, Environment names)
    {
        var type = statement.Type is { } written
            ? elaborator.Types.Resolve(written, new Signature(null, names) { IsInBody = true })
            : Parameter.Type;
        if (type is null)
            return null;
        var path = $"{Optimizer}.{statement.Name.Text}/{Parameter.Path}";
        var isTwice = elaborator.Variables.Find(path) is not null;
        if (isTwice || !(type.Shape.IsStatic || elaborator.Unknowns.AreOpen))
        {
            elaborator.Fail(
                isTwice ? VariableErrors.DeclaredTwice : VariableErrors.ShapeNotStatic,
                statement.Name.Span,
                isTwice
                    ? $"`{Optimizer}` has two states `{statement.Name.Text}`"
                    : $"`{statement.Name.Text}` would be {type}",
                isTwice ? "give one of them another name" : "let it have the type of the parameter");
            return null;
        }

        var variable = new Variable(path, VariableKind.OptimizerState, type, statement.Name.Span);
        var cell = new VariableCell(variable, elaborator.Builder.Variable(path, type), names.Level, IsAssignable: true);
        elaborator.Variables.Add(cell);
        return cell;
    }
}
