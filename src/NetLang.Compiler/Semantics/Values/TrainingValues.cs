using NetLang.Compiler.Syntax;
using NetLang.Runtime.Data;

namespace NetLang.Compiler.Semantics.Values;

/// <summary>An optimizer, with the options that were given so far.</summary>
public sealed record OptimizerValue(OptimizerDeclaration Declaration, Environment Closure, RecordValue? Options) : Value
{
    public override string Describe() => $"the optimizer `{Declaration.Name.Text}`";
}

/// <summary>Where examples come from.</summary>
public sealed record DataSourceValue(DataSource Source) : Value
{
    public override string Describe() => "a data source";
}
