using NetLang.Compiler.Syntax;
using NetLang.Runtime.Data;

namespace NetLang.Compiler.Semantics.Values;

/// <summary>An optimizer, with the options that were given so far.</summary>
public sealed record OptimizerValue(OptimizerDeclaration Declaration, Environment Closure, RecordValue? Options) : Value
{
    public OptionsParameter? DeclaredOptions =>
        Declaration.Parameters.OfType<OptionsParameter>().FirstOrDefault();

    public override string Describe() => $"the optimizer `{Declaration.Name.Text}`";
}

/// <summary>How a text is cut into tokens, but for the case <c>Bytes</c>.</summary>
public sealed record TokenizerValue(TokenizerSpec Spec) : Value
{
    public override string Describe() => "a tokenizer";
}

/// <summary>Where examples come from.</summary>
public sealed record DataSourceValue(DataSource Source) : Value
{
    public override string Describe() => "a data source";
}
