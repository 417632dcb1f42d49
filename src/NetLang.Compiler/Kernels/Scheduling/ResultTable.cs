using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Lowering;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Kernels.Scheduling;

/// <summary>A result that a kernel stores: the node whose elements it is, and where it goes.</summary>
/// <param name="Node">Without reshapes.</param>
/// <param name="Index">Of the output, of the variable in the model, of the carry, or of what is kept of each step.</param>
/// <param name="IsCache">Whether it is the new value of what is kept of each step, which is an input.</param>
internal sealed record TensorResult(Node Node, GraphResult Result, int Index, bool IsCache = false);

/// <summary>The results of a graph by how they leave it.</summary>
/// <param name="Tensors">What kernels store.</param>
/// <param name="Outputs">What the caller receives, in order.</param>
/// <param name="HostScalars">What the host computes: the learning rate of a step.</param>
internal sealed record ResultTable(
    ImmutableArray<TensorResult> Tensors,
    ImmutableArray<ProgramTensor> Outputs,
    ImmutableArray<GraphResult> HostScalars)
{
    public static ResultTable OfProgram(ModelDefinition model, NodeRoles roles)
    {
        var tensors = ImmutableArray.CreateBuilder<TensorResult>();
        var outputs = ImmutableArray.CreateBuilder<ProgramTensor>();
        var scalars = ImmutableArray.CreateBuilder<GraphResult>();
        var variables = Numbers(model);
        var caches = roles.Graph.Caches.Index().ToDictionary(c => c.Item.Name, c => c.Index);
        foreach (var result in roles.Graph.Results)
        {
            var node = roles.Base(result.Value);
            if (result.Kind == ResultKind.Update)
            {
                var isCache = caches.TryGetValue(result.Name, out var cache);
                tensors.Add(new(node, result, isCache ? cache : variables[result.Name], isCache));
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

        return new(tensors.ToImmutable(), outputs.ToImmutable(), scalars.ToImmutable());
    }

    /// <param name="stored">Numbers of the outputs that are needed.</param>
    public static ResultTable OfBody(Scan scan, NodeRoles roles, IReadOnlyCollection<int> stored)
    {
        var updates = Enumerable.Range(0, scan.Carries).Select(carry => Result(ResultKind.Update, Scan.CarryName(carry), carry));
        var outputs = stored.Order().Select(output => Result(ResultKind.Output, Scan.OutputName(output), output));
        return new([.. updates, .. outputs], [], []);

        TensorResult Result(ResultKind kind, string name, int index)
        {
            var result = roles.Graph.Results.First(r => r.Kind == kind && r.Name == name);
            return new(roles.Base(result.Value), result, index);
        }
    }

    /// <summary>The results that no kernel computes anyway, each once.</summary>
    public IEnumerable<Node> Copied(NodeRoles roles) =>
        Tensors.Select(t => t.Node).Distinct().Where(n => roles[n] != NodeRole.Computed);

    /// <summary>The variables of a model by path.</summary>
    public static IReadOnlyDictionary<string, int> Numbers(ModelDefinition model) =>
        model.Variables.Index().ToDictionary(v => v.Item.Path, v => v.Index);
}
