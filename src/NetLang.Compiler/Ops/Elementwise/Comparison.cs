namespace NetLang.Compiler.Ops;

/// <summary>Two values of one type to bool. Comparisons with NaN are false, <c>ne</c> is true.</summary>
public static class Comparison
{
    public static ElementwiseOp Eq { get; } =
        Row("eq", TypeRules.Equality, (_, x) => x[0] == x[1] ? 1 : 0, "Equal", "==");

    public static ElementwiseOp Ne { get; } =
        Row("ne", TypeRules.Equality, (_, x) => x[0] != x[1] ? 1 : 0, "NotEqual", "!=");

    public static ElementwiseOp Lt { get; } =
        Row("lt", TypeRules.Ordering, (_, x) => x[0] < x[1] ? 1 : 0, "Less", "<");

    public static ElementwiseOp Le { get; } =
        Row("le", TypeRules.Ordering, (_, x) => x[0] <= x[1] ? 1 : 0, "LessOrEqual", "<=");

    public static ElementwiseOp Gt { get; } =
        Row("gt", TypeRules.Ordering, (_, x) => x[0] > x[1] ? 1 : 0, "Greater", ">");

    public static ElementwiseOp Ge { get; } =
        Row("ge", TypeRules.Ordering, (_, x) => x[0] >= x[1] ? 1 : 0, "GreaterOrEqual", ">=");

    private static ElementwiseOp Row(string name, TypeRule types, ReferenceRule reference, string method, string sign) =>
        new(name, 2)
        {
            Types = types,
            Reference = reference,
            Cpu = _ => $"{{A}}.{method}({{0}}, {{1}})",
            Gpu = _ => $"({{0}} {sign} {{1}})",
            Host = _ => $"({{0}} {sign} {{1}} ? 1.0 : 0.0)",
        };
}
