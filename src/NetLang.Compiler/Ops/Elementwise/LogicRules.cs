using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>Simplifications of logic.</summary>
internal static class LogicRules
{
    /// <summary>x and x → x; x and true → x; x and false → false</summary>
    public static Node? And(Node node, GraphBuilder b) => Absorb(node, neutral: 1);

    /// <summary>x or x → x; x or false → x; x or true → true</summary>
    public static Node? Or(Node node, GraphBuilder b) => Absorb(node, neutral: 0);

    /// <summary>not (not x) → x</summary>
    public static Node? Not(Node node, GraphBuilder b) =>
        node.Inputs[0].Op == Logic.Not ? node.Inputs[0].Inputs[0] : null;

    /// <summary>select true x y → x; select c x x → x; select (not c) x y → select c y x</summary>
    public static Node? Select(Node node, GraphBuilder b)
    {
        var (condition, yes, no) = (node.Inputs[0], node.Inputs[1], node.Inputs[2]);
        if (yes == no)
            return yes;
        if (condition.Op == Logic.Not)
            return b.Select(condition.Inputs[0], no, yes);
        return Constants.Value(condition) switch
        {
            null => null,
            0 => no,
            _ => yes,
        };
    }

    /// <summary>
    /// The condition of a select, for its gradient: of y = select (x ≤ c) c x it is y ≤ c. The result is stored for whatever
    /// reads it, and the condition need not be stored beside it.
    /// </summary>
    public static Node ConditionByResult(Node select, GraphBuilder b)
    {
        var (condition, yes, no) = (select.Inputs[0], select.Inputs[1], select.Inputs[2]);
        return condition.Op == Comparison.Le && condition.Inputs[0] == no && condition.Inputs[1] == yes
            ? b.Le(select, yes)
            : condition;
    }

    private static Node? Absorb(Node node, double neutral)
    {
        var (x, y) = (node.Inputs[0], node.Inputs[1]);
        if (x == y)
            return x;
        if (Constants.Value(x) is { } left)
            return left == neutral ? y : x;
        return Constants.Value(y) is { } right ? (right == neutral ? x : y) : null;
    }
}
