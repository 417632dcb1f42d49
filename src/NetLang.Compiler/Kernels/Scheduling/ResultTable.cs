using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Lowering;
using NetLang.Runtime;

namespace NetLang.Compiler.Kernels.Scheduling;

/// <summary>A result that a kernel stores: the node whose elements it is, and where it goes.</summary>
/// <param name="Node">Without reshapes.</param>
/// <param name="Index">Of the output, or of the variable in the model.</param>
internal sealed record TensorResult(Node Node, GraphResult Result, int Index);

/// <summary>The results of a graph by how they leave the program.</summary>
internal sealed class ResultTable
{
    public ResultTable(ModelDefinition model, NodeRoles roles)
    {
        var tensors = ImmutableArray.CreateBuilder<TensorResult>();
        var outputs = ImmutableArray.CreateBuilder<ProgramTensor>();
        var scalars = ImmutableArray.CreateBuilder<GraphResult>();
        foreach (var result in roles.Graph.Results)
        {
            var node = roles.Base(result.Value);
            if (result.Kind == ResultKind.Update)
            {
                tensors.Add(new(node, result, VariableIndex(model, result.Name)));
            }
            else if (roles[node] == NodeRole.Host && node.Type.Element == ElementType.F64 && roles.Graph != model.Predict)
            {
                scalars.Add(result);
            }
            else
            {
                tensors.Add(new(node, result, outputs.Count));
                outputs.Add(new(result.Name, result.Value.Type));
            }
        }

        Tensors = tensors.ToImmutable();
        Outputs = outputs.ToImmutable();
        HostScalars = scalars.ToImmutable();
    }

    public ImmutableArray<TensorResult> Tensors { get; }

    /// <summary>What the caller receives, in order.</summary>
    public ImmutableArray<ProgramTensor> Outputs { get; }

    /// <summary>What the host computes: the learning rate of a step.</summary>
    public ImmutableArray<GraphResult> HostScalars { get; }

    /// <summary>The results that no kernel computes anyway, each once.</summary>
    public IEnumerable<Node> Copied(NodeRoles roles) =>
        Tensors.Select(t => t.Node).Distinct().Where(n => roles[n] != NodeRole.Computed);

    public static int VariableIndex(ModelDefinition model, string path)
    {
        for (var i = 0; i < model.Variables.Length; i++)
        {
            if (model.Variables[i].Path == path)
                return i;
        }

        throw new InvalidOperationException($"{model.Name} has no variable '{path}'");
    }
}
