namespace NetLang.Compiler.IR;

/// <summary>A state that a graph takes where another run of it has left it: an input, and an output of the same name.</summary>
/// <param name="Start">The number that it begins with, everywhere.</param>
public sealed record CarriedState(string Name, TensorType Type, double Start);
