using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Passes;

/// <summary>One transformation of a graph to an equal one.</summary>
/// <param name="name">As in <c>--passes</c> and <c>--dump-ir=after:NAME</c>.</param>
/// <param name="purpose">One line.</param>
public abstract class Pass(string name, string purpose)
{
    public string Name { get; } = name;

    public string Purpose { get; } = purpose;

    /// <summary>Whether no kernels can be built without it, whatever <c>--passes</c> selects.</summary>
    public virtual bool IsRequired => false;

    /// <summary>Whether it holds within the bodies of scans too.</summary>
    public virtual bool RunsInBodies => true;

    /// <summary>The new graph; what has not changed is shared with the old one. Reports what the user must mend.</summary>
    public abstract Graph Run(Graph graph, DiagnosticBag diagnostics);
}
