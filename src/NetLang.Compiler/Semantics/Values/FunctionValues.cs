using System.Collections.Immutable;
using NetLang.Compiler.Semantics.Builtins;
using NetLang.Compiler.Semantics.Scopes;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Values;

/// <summary>A value with the place where it was given.</summary>
public readonly record struct Argument(Value Value, SourceSpan Span);

/// <summary>Anything that can be applied.</summary>
public abstract record CallableValue : Value;

/// <summary>A function with a known number of positional parameters.</summary>
public abstract record PrimaryFunction : CallableValue
{
    /// <summary>Null for a lambda.</summary>
    public abstract string? DefinitionName { get; }

    public abstract int Arity { get; }

    public abstract bool TakesOptions { get; }

    /// <summary>A call of it, for messages: <c>dense units x</c>.</summary>
    public abstract string Usage { get; }

    public override string Describe() => DefinitionName is { } name ? $"the function `{name}`" : "a function";
}

/// <summary>A function of the program or the prelude with what it closes over.</summary>
/// <param name="Name">Null for a lambda, which opens no scope.</param>
public record FunctionValue(
    string? Name,
    ImmutableArray<Parameter> Parameters,
    TypeSyntax? ResultType,
    Expression Body,
    Environment Closure) : PrimaryFunction
{
    public override string? DefinitionName => Name;

    public override int Arity { get; } = Parameters.Count(p => p is PositionalParameter);

    public override string Usage =>
        $"{Name ?? "f"} {string.Join(" ", Positional.Select(p => PatternBinder.NameOf(p.Pattern) ?? p.Pattern.Span.Text))}";

    public IEnumerable<PositionalParameter> Positional => Parameters.OfType<PositionalParameter>();

    public override bool TakesOptions => Options is not null;

    public OptionsParameter? Options { get; } = Parameters.OfType<OptionsParameter>().FirstOrDefault();

    public override string Describe() => base.Describe();
}

/// <summary>A model, which other models call as a function.</summary>
/// <param name="File">What names mean in the file that declares it.</param>
public sealed record ModelValue(ModelDeclaration Declaration, Environment File) : FunctionValue(
    Declaration.Name.Text, Declaration.Parameters, Declaration.ResultType, Declaration.Body, File)
{
    public override string Describe() => $"the model `{Name}`";
}

/// <summary>A function of the language itself.</summary>
public sealed record BuiltinValue(BuiltinFunction Function) : PrimaryFunction
{
    public override string? DefinitionName => Function.Name;

    public override int Arity => Function.Arity;

    public override bool TakesOptions => Function.Options is not null;

    public override string Usage => Function.Example;

    public override string Describe() => base.Describe();
}

/// <summary>A function with some of its arguments.</summary>
public sealed record PartialValue(
    PrimaryFunction Function,
    ImmutableArray<Argument> Arguments,
    Argument? Options) : CallableValue
{
    public int Missing => Function.Arity - Arguments.Length;

    public override string Describe()
    {
        var needs = Missing == 1 ? "1 more argument" : $"{Missing} more arguments";
        return Function.DefinitionName is { } name
            ? $"a function (`{name}` still needs {needs})"
            : $"a function that still needs {needs}";
    }

    /// <summary>What to write where all its arguments are needed.</summary>
    public string Completion()
    {
        var name = Function.DefinitionName ?? "f";
        return Arguments is [{ Value: TupleValue { Items.Length: var count } }] && count == Function.Arity
            ? $"arguments stand behind each other, without commas: `{Function.Usage}`"
            : $"`{name}` takes {Function.Arity} arguments: give it {(Missing == 1 ? "one more" : $"{Missing} more")}";
    }
}

/// <summary><c>first >> second</c>, with the places of the operands.</summary>
public sealed record ComposedValue(Argument First, Argument Second, BinaryExpression Expression) : CallableValue
{
    public override string Describe() => "a function made with `>>`";
}

/// <summary>A function that is applied at another place in the tree of layer instances than it is called at.</summary>
public abstract record PlacedValue(Argument Function) : CallableValue
{
    /// <summary>The place where it is applied when it is called at a place.</summary>
    public abstract CallContext From(CallContext caller);
}

/// <summary><c>named "head" f</c></summary>
/// <param name="IsIndexed">
/// Whether <c>repeat</c>, <c>map</c> and <c>fold</c> add their numbers to the name, as a name needs that is always the same.
/// </param>
public sealed record NamedValue(string Name, Argument Function, bool IsIndexed) : PlacedValue(Function)
{
    public override CallContext From(CallContext caller) =>
        caller with { GivenName = Name, Indexes = IsIndexed ? caller.Indexes : [] };

    public override string Describe() => $"a function named \"{Name}\"";
}

/// <summary><c>suffixed "_l0" f</c></summary>
/// <param name="IsIndexed">As of <see cref="NamedValue"/>.</param>
public sealed record SuffixedValue(string Suffix, Argument Function, bool IsIndexed) : PlacedValue(Function)
{
    public override CallContext From(CallContext caller) =>
        caller with { Suffix = caller.Suffix + Suffix, Indexes = IsIndexed ? caller.Indexes : [] };

    public override string Describe() => $"a function with names that end in \"{Suffix}\"";
}

/// <summary><c>share f</c>: every application is the same instance, in the scope where this was evaluated.</summary>
public sealed record SharedValue(Argument Function, CallContext Context) : PlacedValue(Function)
{
    // Where one application of the instance is frozen, its weights are.
    public override CallContext From(CallContext caller) =>
        Context with { IsFrozen = Context.IsFrozen || caller.IsFrozen };

    public override string Describe() => "a shared function";
}

/// <summary><c>freeze f</c></summary>
public sealed record FrozenValue(Argument Function) : PlacedValue(Function)
{
    public override CallContext From(CallContext caller) => caller with { IsFrozen = true };

    public override string Describe() => "a frozen function";
}

/// <summary><c>initialize { weight = zeros } f</c></summary>
public sealed record InitializedValue(RecordValue Initial, Argument Function) : PlacedValue(Function)
{
    public override CallContext From(CallContext caller) =>
        caller with { Initial = new InitialValues(Initial, caller.Initial) };

    public override string Describe() => "a function with initial values";
}
