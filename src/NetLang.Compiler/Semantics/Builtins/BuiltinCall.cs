using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Repairs;
using NetLang.Compiler.Semantics.Sizes;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>A call of a builtin with all its arguments, and the ways to take them apart.</summary>
/// <remarks>
/// Methods that return null have reported that the argument is of the wrong kind; the builtin then returns
/// <see cref="ErrorValue.Instance"/>.
/// </remarks>
public sealed record BuiltinCall(
    Elaborator Elaborator,
    BuiltinFunction Function,
    ImmutableArray<Argument> Arguments,
    RecordValue Options,
    SourceSpan Span)
{
    public GraphBuilder Builder => Elaborator.Builder;

    public Value this[int index] => Arguments[index].Value;

    /// <summary>Where an option is given, or the call where it is not.</summary>
    public SourceSpan SpanOf(string option) => Options.Fields.First(f => f.Name == option).Span ?? Span;

    public long? Int(int index, string role)
    {
        if (this[index] is IntValue value)
            return value.Value;
        Mismatch(Arguments[index], role, "a whole number that is known at compile time");
        return null;
    }

    /// <summary>A float, or an int as one.</summary>
    public double? Float(int index, string role) => this[index] switch
    {
        FloatValue value => value.Value,
        IntValue value => value.Value,
        _ => Mismatch<double?>(index, role, "a number that is known at compile time"),
    };

    public string? Text(int index, string role) =>
        this[index] is StringValue value ? value.Value : Mismatch<string?>(index, role, "a string");

    /// <summary>
    /// The path of a file of data, seen from the folder of the main file: it begins at the file in which it is written.
    /// </summary>
    public string? Path(int index, string role) => Path(Arguments[index], role);

    /// <summary>The same of an item of a list.</summary>
    public string? Path(Argument argument, string role)
    {
        if (argument.Value is not StringValue { Value: var path })
        {
            Mismatch(argument, role, "a string");
            return null;
        }

        return SourcePath.FromMain(argument.Value.Origin, path);
    }

    public ImmutableArray<Value>? List(int index, string role) =>
        this[index] is ListValue list ? list.Items : Mismatch<ImmutableArray<Value>?>(index, role, "a list");

    /// <summary>An item of a list that was given.</summary>
    public Argument ItemOf(int list, Value item) => new(item, item.PlaceIn(Arguments[list].Span));

    public Node? Tensor(int index, string role) =>
        this[index] is NodeValue tensor ? tensor.Node : Mismatch<Node?>(index, role, "a tensor");

    public CallableValue? Callable(int index, string role) =>
        this[index] is CallableValue function ? function : Mismatch<CallableValue?>(index, role, "a function");

    /// <summary>A list of dimensions.</summary>
    public Shape? Shape(int index, string role)
    {
        if (this[index] is not ListValue list)
            return Mismatch<Shape?>(index, role, "a list of dimensions such as `[2; 3]`");
        var dims = ImmutableArray.CreateBuilder<Dim>();
        foreach (var item in list.Items)
        {
            switch (item)
            {
                case ErrorValue:
                    return null;
                case IntValue { Value: >= 0 } constant:
                    dims.Add(constant.Value);
                    break;
                case DimValue symbolic:
                    Elaborator.Facts.RequireNotNegative(
                        symbolic.Dim, $"the dimension {symbolic.Dim} must not be negative");
                    dims.Add(symbolic.Dim);
                    break;
                default:
                    Mismatch(
                        ItemOf(index, item),
                        role,
                        "a list of dimensions (whole numbers from 0)",
                        item is IntValue
                            ? "name the dimension: `[N; …]` for the batch, `size x / n` for the rest"
                            : null);
                    return null;
            }
        }

        return new Shape(dims.ToImmutable());
    }

    /// <summary>A tensor whose dimensions an argument lists, so that messages can show where they came from.</summary>
    public NodeValue Shaped(Node tensor, int dimensions)
    {
        if (this[dimensions] is ListValue list)
            Elaborator.Origins.Note(tensor, list.Items.Select(item => item.Origin));
        return new NodeValue(tensor);
    }

    /// <summary>Notes how an axis of a result follows from axes of an argument.</summary>
    internal void NoteSize(Node result, int axis, Node source, SizeRule rule, params ReadOnlySpan<int> axes) =>
        Elaborator.Sizes.Note(result, axis, source, rule, Elaborator.Calls.UserPlace(Span), axes);

    /// <summary>Reports an error at the place of an argument.</summary>
    public Value Fail(int index, DiagnosticDescriptor descriptor, string message, string help) =>
        Elaborator.Fail(descriptor, Arguments[index].Span, message, help);

    private string Advice(Value found) =>
        (found is NodeValue ? "a tensor is known when the model runs only; " : "") + $"write, for example, `{Function.Example}`";

    public void Mismatch(Argument argument, string role, string expected, string? help = null)
    {
        if (!argument.Value.HoldsError && !Elaborator.Unknowns.StandsForNumber(argument.Value))
        {
            Elaborator.Fail(new Diagnostic(
                NameErrors.WrongKindOfArgument,
                argument.Span,
                $"`{Function.Name}` takes {expected} as its {role}, not {argument.Value.Describe()}",
                [],
                help ?? Advice(argument.Value))
            {
                Candidates = [.. Edits.Swaps(argument.Span, Arguments.Select(a => a.Span))],
            });
        }
    }

    private T? Mismatch<T>(int index, string role, string expected)
    {
        Mismatch(Arguments[index], role, expected);
        return default;
    }
}
