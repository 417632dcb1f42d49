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

    public RandomExamples(ModelDefinition model, int count)
    {
        this.count = count;
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
        return value.Element == ElementType.I32
            ? DataColumn.Create(name, value.Values.Select(v => (int)v).ToArray(), row)
            : DataColumn.Create(name, value.Values.Select(v => (float)v).ToArray(), row);
    }

    // From 0 to 1, where all losses are defined; class indices within their bound.
    private TensorValue Values(ModelTensor tensor, Random random) => TensorValue.Fill(
        tensor.Type.Element,
        [.. tensor.Type.Shape.Select(extent => extent.IsConstant ? extent.ConstantValue : count)],
        _ => tensor.IndexBound > 0 ? random.NextInt64(tensor.IndexBound) : (float)random.NextDouble());
}
