using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels.Scheduling;

/// <summary>The buffers of a program, numbered as kernels meet them. Arena buffers have no slot yet (index -1).</summary>
internal sealed class BufferTable
{
    private readonly ModelDefinition model;
    private readonly ImmutableArray<ProgramTensor> inputs;
    private readonly ResultTable results;
    private readonly ILookup<Node, TensorResult> direct;
    private readonly ImmutableArray<KernelBuffer>.Builder buffers = ImmutableArray.CreateBuilder<KernelBuffer>();
    private readonly Dictionary<(BufferRole Role, int Index), int> fixedBuffers = [];
    private readonly Dictionary<Node, int> arenaBuffers = [];
    private readonly Dictionary<string, int> arenaNames = [];

    public BufferTable(
        ModelDefinition model, ImmutableArray<ProgramTensor> inputs, ResultTable results, IEnumerable<TensorResult> delayed)
    {
        this.model = model;
        this.inputs = inputs;
        this.results = results;
        direct = results.Tensors.Except(delayed).ToLookup(t => t.Node);
    }

    public ImmutableArray<KernelBuffer> Buffers => buffers.ToImmutable();

    /// <summary>Where to read a node.</summary>
    public int Source(Node node) => node.Op switch
    {
        LeafOp { Kind: LeafKind.Input } => Input(node.Attributes.Text("name")),
        LeafOp { Kind: LeafKind.Variable } =>
            Variable(ResultTable.VariableIndex(model, node.Attributes.Text("name"))),
        _ when direct[node].FirstOrDefault() is { } result => Target(result),
        _ => Arena(node),
    };

    /// <summary>Where to store a node: every result that it is, or else the arena.</summary>
    public IEnumerable<int> Targets(Node node) =>
        direct[node].Any() ? direct[node].Select(Target) : [Arena(node)];

    public int Variable(int index)
    {
        var variable = model.Variables[index];
        return Fixed(variable.Path, variable.Type, BufferRole.Variable, index);
    }

    private int Target(TensorResult result) => result.Result.Kind == ResultKind.Update
        ? Variable(result.Index)
        : Fixed(result.Result.Name, results.Outputs[result.Index].Type, BufferRole.Output, result.Index);

    private int Input(string name)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Name == name)
                return Fixed(name, inputs[i].Type, BufferRole.Input, i);
        }

        throw new InvalidOperationException($"{model.Name} has no input '{name}'");
    }

    private int Fixed(string name, TensorType type, BufferRole role, int index)
    {
        if (!fixedBuffers.TryGetValue((role, index), out var id))
            fixedBuffers.Add((role, index), id = Add(name, type, role, index));
        return id;
    }

    private int Arena(Node node)
    {
        if (!arenaBuffers.TryGetValue(node, out var id))
            arenaBuffers.Add(node, id = Add(ArenaName(node.Op.Name), node.Type, BufferRole.Arena, -1));
        return id;
    }

    /// <summary>
    /// The op's name, numbered in the order of kernels: <c>add1</c>, <c>add2</c>. Emitted locals have names without numbers.
    /// </summary>
    private string ArenaName(string op) => op + (arenaNames[op] = arenaNames.GetValueOrDefault(op) + 1);

    private int Add(string name, TensorType type, BufferRole role, int index)
    {
        buffers.Add(new(buffers.Count, name, type, role, index));
        return buffers.Count - 1;
    }
}
