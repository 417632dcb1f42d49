using NetLang.Compiler.IR;

namespace NetLang.Compiler.Semantics.Values;

/// <summary>
/// What the name of a param, a state or an optimizer's first parameter is bound to. <c>s &lt;- e</c> changes its
/// current value; reading the name gives that.
/// </summary>
/// <param name="Variable">Whose new value the last assignment is.</param>
/// <param name="Declared">The variable's value at the start of the step.</param>
/// <param name="Level">The function that declared it; others may not assign.</param>
/// <param name="IsAssignable">Whether <c>&lt;-</c> may stand: for a param only in an optimizer.</param>
public sealed record VariableCell(Variable Variable, Node Declared, int Level, bool IsAssignable) : Value
{
    public NodeValue Current { get; set; } = new(Declared);

    public override string Describe() => Current.Describe();
}
