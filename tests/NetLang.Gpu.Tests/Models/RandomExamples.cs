using System;
using System.Collections.Generic;
using System.Linq;
using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Runtime.Data;

namespace NetLang.Gpu.Tests.Models;

/// <summary>Examples for a model, the same every time: as columns of a dataset, and as tensors of batches.</summary>
internal sealed class RandomExamples
{
    private readonly int count;
    private readonly List<(ModelTensor Tensor, TensorValue Value)> columns;

    private readonly IReadOnlyDictionary<string, long> sizes;

    /// <param name="sizes">Of symbols that are not the batch.</param>
    public RandomExamples(ModelDefinition model, int count, IReadOnlyDictionary<string, long>? sizes = null)
    {
        this.count = count;
        this.sizes = sizes ?? new Dictionary<string, long>();
        var random = new Random(5);
        columns = [.. model.Inputs.Concat(model.Targets).Select(tensor => (tensor, Values(tensor, random)))];
    }

    public Dataset Dataset => new([.. columns.Select(c => Column(c.Tensor.Name, c.Value))]);

    /// <summary>Tensors by name, some examples each.</summary>
    public IEnumerable<(string Name, TensorValue Value)[]> Batches(int size) =>
        Enumerable.Range(0, count).Chunk(size).Select(rows =>
            columns.Select(c => (c.Tensor.Name, Rows(c.Value, rows[0], rows.Length))).ToArray());

    private static TensorValue Rows(TensorValue all, int first, int count)
    {
        var row = all.Values.Length / (int)all.Shape[0];
        return new(all.Element, [count, .. all.Shape.Skip(1)], all.Values[(first * row)..((first + count) * row)]);
    }

    private static DataColumn Column(string name, TensorValue value)
    {
        var row = value.Shape.Skip(1).Select(extent => (int)extent).ToArray();
        return value.Element switch
        {
            ElementType.I32 => DataColumn.Create(name, value.Values.Select(v => (int)v).ToArray(), row),
            ElementType.I64 => DataColumn.Create(name, value.Values.Select(v => (long)v).ToArray(), row),
            ElementType.F64 => DataColumn.Create(name, value.Values, row),
            _ => DataColumn.Create(name, value.Values.Select(v => (float)v).ToArray(), row),
        };
    }

    // From 0 to 1, where all losses are defined; indices within their bound, if they have one.
    private TensorValue Values(ModelTensor tensor, Random random) => TensorValue.Fill(
        tensor.Type.Element,
        [.. tensor.Type.Shape.Select(extent => extent.Evaluate(symbol => sizes.GetValueOrDefault(symbol, count)))],
        _ => tensor.IndexBound > 0 ? random.NextInt64(tensor.IndexBound)
            : tensor.Type.Element.IsInteger() ? random.Next(8)
            : (float)random.NextDouble());
}
