namespace NetLang.Compiler.Ops;

/// <summary>Over bools, and the choice by a bool.</summary>
public static class Logic
{
    public static ElementwiseOp And { get; } = new("and", 2)
    {
        Types = TypeRules.Bools,
        Reference = (_, x) => x[0] * x[1],
        Cpu = _ => "({0} & {1})",
        Gpu = _ => "({0} & {1})",
        Host = _ => "({0} * {1})",
        Rule = LogicRules.And,
    };

    public static ElementwiseOp Or { get; } = new("or", 2)
    {
        Types = TypeRules.Bools,
        Reference = (_, x) => Math.Max(x[0], x[1]),
        Cpu = _ => "({0} | {1})",
        Gpu = _ => "({0} | {1})",
        Host = _ => "Math.Max({0}, {1})",
        Rule = LogicRules.Or,
    };

    public static ElementwiseOp Not { get; } = new("not", 1)
    {
        Types = TypeRules.Bools,
        Reference = (_, x) => 1 - x[0],
        Cpu = _ => "(~{0})",
        Gpu = _ => "(!{0})",
        Host = _ => "(1.0 - {0})",
        Rule = LogicRules.Not,
    };

    /// <summary>The second operand where the first is true, else the third; no gradient reaches the other side.</summary>
    public static ElementwiseOp Select { get; } = new("select", 3)
    {
        Types = TypeRules.Choice,
        Reference = (_, x) => x[0] != 0 ? x[1] : x[2],
        Blocked = [0],
        Vjp = (n, g, b) =>
        [
            null,
            b.Select(LogicRules.ConditionByResult(n, b), g, b.Filled(0, n.Type)),
            b.Select(LogicRules.ConditionByResult(n, b), b.Filled(0, n.Type), g),
        ],
        Cpu = _ => "{V}.Select({0}, {1}, {2})",
        Gpu = _ => "({0} ? {1} : {2})",
        Host = _ => "({0} != 0.0 ? {1} : {2})",
        Rule = LogicRules.Select,
    };
}
