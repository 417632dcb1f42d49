using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Models;

/// <summary>The names of what is emitted for a model.</summary>
internal sealed class ModelNames(ModelDefinition model)
{
    // A class cannot be named as its members are, nor hide the namespaces that its code refers to.
    private static readonly HashSet<string> Reserved =
        ["Create", "ILGPU", "InitialState", "Load", "Predict", "Model", "NetLang", "Step", "System"];

    public CsName Class { get; } = CsName.Of(Reserved.Contains(model.Name) ? model.Name + "Model" : model.Name);

    /// <summary>The type of several outputs.</summary>
    public CsName Outputs => CsName.Of(model.Name + "Outputs");

    /// <summary>
    /// The namespace of all that is not for users. Nothing in there can be hidden by a name of theirs.
    /// </summary>
    public CsCode Internals => CsCode.Of($"NetLang.Emitted.{Class}");

    public static CsName Program(string graph) => CsName.Of(CsName.Pascal(graph).Text + "Program");

    /// <summary>The C# type of an element.</summary>
    public static CsCode Element(ElementType type) => type switch
    {
        ElementType.F32 => CsCode.Of($"float"),
        ElementType.F64 => CsCode.Of($"double"),
        ElementType.I32 => CsCode.Of($"int"),
        ElementType.I64 => CsCode.Of($"long"),
        ElementType.U8 => CsCode.Of($"byte"),
        ElementType.Bool => CsCode.Of($"bool"),
        _ => CsCode.Of($"global::System.Half"),
    };
}
