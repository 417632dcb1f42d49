using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>The host's code that lets NVIDIA's library compute a product, and launches what is fused behind it.</summary>
/// <param name="behind">Null where nothing is fused.</param>
internal sealed class BlasCall(BlasProduct product, GpuLaunch? behind)
{
    public GpuLaunch? Behind => behind;

    /// <summary>The library where it is to compute the product, else null.</summary>
    public CsCode Library(GpuLaunchNames host) => CsCode.Of($"frame.Blas({Size(host)})");

    /// <param name="library">Not null.</param>
    public void Emit(CsWriter writer, GpuLaunchNames host, CsName library)
    {
        var (root, operands) = (product.Root, product.Kernel.Root!.Operands);
        var loops = new Stack<IDisposable>();
        var coordinates = new List<CsCode>();
        foreach (var extent in product.Kernel.Domain[..root.BatchRank])
        {
            var batch = host.Local("batch");
            loops.Push(writer.Open($"for (var {batch} = 0L; {batch} < {host.Dim(extent)}; {batch}++)"));
            coordinates.Add(batch);
        }

        CsCode Matrix(int buffer, IndexMap map, Dim rows, Dim columns)
        {
            var layout = MatrixLayout.Of(map, rows, columns)!;
            var kind = CsName.Of(layout.IsByColumns ? "ByColumns" : "ByRows");
            var offset = host.Affine(map.Offset, map.Strides.Zip(coordinates));
            return CsCode.Of($"GpuMatrix.{kind}({host.Buffer(buffer)}, {offset}, {host.Dim(layout.Leading)})");
        }

        writer.Line($"{library}.Multiply(");
        using (writer.Indent())
        {
            writer.Line($"{Size(host)},");
            writer.Line($"{Matrix(operands[0].Buffer, operands[0].Map, root.Rows, root.Depth)},");
            writer.Line($"{Matrix(operands[1].Buffer, operands[1].Map, root.Depth, root.Columns)},");
            writer.Line($"{Matrix(product.Buffer, product.Map, root.Rows, root.Columns)});");
        }

        while (loops.TryPop(out var loop))
            loop.Dispose();
        behind?.EmitCall(writer, host);
    }

    private CsCode Size(GpuLaunchNames host) => CsCode.Join(
        ", ", new[] { product.Root.Rows, product.Root.Columns, product.Root.Depth }.Select(host.Dim));
}
