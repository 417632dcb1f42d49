using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>How kernels of one class become a method of lanes and groups. Templates know no layer.</summary>
internal abstract class GpuTemplate(GpuKernel kernel)
{
    protected GpuKernel Kernel => kernel;

    /// <summary>The host's code for the extents of a launch.</summary>
    public abstract CsCode Config(Func<Dim, CsCode> dim);

    /// <summary>The lines of the kernel's body.</summary>
    public abstract void EmitBody(CsWriter writer);

    public static GpuTemplate For(GpuKernel kernel)
    {
        switch (kernel.Kernel.Root?.Root)
        {
            case null:
                break;
            case GemmRoot gemm:
                return new GemmTemplate(kernel, gemm);
            case var root:
                throw new InvalidOperationException($"kernel {kernel.Kernel.Name}: no template for {root}");
        }

        if (kernel.Kernel.Reductions.IsEmpty)
            return new MapTemplate(kernel);
        return ReduceLayout.WalksRows(kernel.Kernel, kernel.Expressions) ? new RowReduceTemplate(kernel) : new ColumnReduceTemplate(kernel);
    }
}
