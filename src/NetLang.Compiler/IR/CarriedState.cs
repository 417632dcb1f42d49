namespace NetLang.Compiler.IR;

/// <summary>A state that a graph takes where another run of it has left it: an input, and an output of the same name.</summary>
/// <param name="Start">The number that it begins with, everywhere.</param>
public sealed record CarriedState(string Name, TensorType Type, double Start);

/// <summary>
/// What a graph keeps of each step of a sequence: an input with room for more steps than there are, which it updates where the new
/// ones are. Steps that another run has left come before these.
/// </summary>
/// <param name="Axis">That of the steps.</param>
public sealed record CachedSteps(string Name, TensorType Type, int Axis);
