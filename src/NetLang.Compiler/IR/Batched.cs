namespace NetLang.Compiler.IR;

/// <summary>A tensor at every step of a scan.</summary>
/// <param name="Value">Of all steps, stacked along axis 0, where it varies; else of any.</param>
public readonly record struct Batched(Node Value, bool Varies);
