using System.Collections;
using NetLang.Runtime.Execution;

namespace NetLang.Runtime;

/// <summary>The weights of a model, in order of declaration and by name.</summary>
public sealed class ParameterCollection : IReadOnlyList<ParameterTensor>
{
    private readonly ParameterTensor[] tensors;

    internal ParameterCollection(VariableStore store, VariableSpec[] variables)
    {
        var saved = new List<ParameterTensor>();
        for (var index = 0; index < variables.Length; index++)
        {
            if (VariableStore.IsSaved(variables[index]))
                saved.Add(new ParameterTensor(store, index, variables[index]));
        }

        tensors = [.. saved];
    }

    /// <inheritdoc/>
    public int Count => tensors.Length;

    /// <inheritdoc/>
    public ParameterTensor this[int index] => tensors[index];

    /// <summary>The weight of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ParameterTensor this[string name] =>
        Array.Find(tensors, tensor => tensor.Name == name)
        ?? throw new KeyNotFoundException(
            $"there is no weight '{name}'; there are {string.Join(", ", tensors.Select(tensor => tensor.Name))}");

    /// <inheritdoc/>
    public IEnumerator<ParameterTensor> GetEnumerator() => ((IEnumerable<ParameterTensor>)tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
