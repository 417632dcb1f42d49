using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels.Scheduling;

/// <summary>The buffers of a program, numbered as kernels meet them. Arena buffers have no slot yet (index -1).</summary>
internal sealed class BufferTable
{
    private readonly ImmutableArray<KernelBuffer>.Builder buffers = ImmutableArray.CreateBuilder<KernelBuffer>();
    private readonly Dictionary<(BufferRole Role, int Index), int> fixedBuffers = [];
    private readonly Dictionary<Node, int> arenaBuffers = [];
    private readonly Dictionary<string, int> arenaNames = [];

    public ImmutableArray<KernelBuffer> Buffers => buffers.ToImmutable();

    /// <summary>An input, output or variable.</summary>
    public int Fixed(string name, TensorType type, BufferRole role, int index)
    {
        if (!fixedBuffers.TryGetValue((role, index), out var id))
            fixedBuffers.Add((role, index), id = Add(name, type, role, index));
        return id;
    }

    /// <summary>Temporary memory for the elements of a node.</summary>
    public int Arena(Node node)
    {
        if (!arenaBuffers.TryGetValue(node, out var id))
            arenaBuffers.Add(node, id = Arena(node.Op.Name, node.Type));
        return id;
    }

    /// <summary>
    /// Temporary memory. It is numbered in the order of kernels: <c>add1</c>, <c>add2</c>. Emitted locals have names without
    /// numbers.
    /// </summary>
    public int Arena(string name, TensorType type) => Add(
        name + (arenaNames[name] = arenaNames.GetValueOrDefault(name) + 1), type, BufferRole.Arena, -1);

    private int Add(string name, TensorType type, BufferRole role, int index)
    {
        buffers.Add(new(buffers.Count, name, type, role, index));
        return buffers.Count - 1;
    }
}
