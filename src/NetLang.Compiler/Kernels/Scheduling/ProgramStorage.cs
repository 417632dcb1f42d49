using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Lowering;
using NetLang.Compiler.Ops;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels.Scheduling;

/// <summary>The nodes of a program's graph: leaves are its inputs and variables, results its outputs and variables.</summary>
internal sealed class ProgramStorage(
    ModelDefinition model,
    ImmutableArray<ProgramTensor> inputs,
    BufferTable buffers,
    ResultTable results,
    IEnumerable<TensorResult> delayed) : Storage(buffers, results, delayed)
{
    private readonly ImmutableArray<ProgramTensor> outputs = results.Outputs;
    private readonly IReadOnlyDictionary<string, int> variables = ResultTable.Numbers(model);
    private readonly HashSet<string> caches =
        [.. results.Tensors.Where(t => t.IsCache).Select(t => t.Result.Name)];

    public override Location Target(TensorResult result) => new(
        result.Result.Kind == ResultKind.Output
            ? Buffers.Fixed(result.Result.Name, outputs[result.Index].Type, BufferRole.Output, result.Index)
            : result.IsCache ? Input(result.Result.Name) : Variable(result.Index),
        Dim.Zero);

    protected override Location? Leaf(Node node) => node.Op switch
    {
        LeafOp { Kind: LeafKind.Input } => new(Input(node.Attributes.Text("name")), Dim.Zero),
        LeafOp { Kind: LeafKind.Variable } =>
            new(Variable(variables[node.Attributes.Text("name")]), Dim.Zero),
        _ => null,
    };

    private int Variable(int index)
    {
        var variable = model.Variables[index];
        return Buffers.Fixed(variable.Path, variable.Type, BufferRole.Variable, index);
    }

    private int Input(string name)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Name == name)
                return Buffers.Fixed(name, inputs[i].Type, caches.Contains(name) ? BufferRole.Cache : BufferRole.Input, i);
        }

        throw new InvalidOperationException($"{model.Name} has no input '{name}'");
    }
}
