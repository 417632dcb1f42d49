using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>How kernels of one class become a method of lanes and groups. Templates know no layer.</summary>
internal abstract class GpuTemplate(GpuKernel kernel)
{
    protected GpuKernel Kernel => kernel;

    /// <summary>How many groups run it.</summary>
    /// <param name="dim">The host's code for a dimension.</param>
    public abstract GpuGrid Grid(Func<Dim, CsCode> dim);

    /// <summary>Bytes of shared memory that a group takes.</summary>
    public virtual int SharedBytes => 0;

    /// <summary>A sentence for readers of the kernel: how its work is shared out.</summary>
    public abstract string Strategy { get; }

    /// <summary>The lines of the kernel's body.</summary>
    public abstract void EmitBody(CsWriter writer);

    /// <summary>The methods that the body calls, and nothing else does.</summary>
    public virtual void EmitMethods(CsWriter writer)
    {
    }

    public static GpuTemplate For(GpuKernel kernel) => kernel.Kernel.Class switch
    {
        KernelClass.Map => new MapTemplate(kernel),
        KernelClass.RowReduction or KernelClass.ColumnReduction when WindowReduceTemplate.Fits(kernel) => new WindowReduceTemplate(kernel),
        KernelClass.RowReduction => new RowReduceTemplate(kernel),
        KernelClass.ColumnReduction => new ColumnReduceTemplate(kernel),
        KernelClass.Scatter => new ScatterTemplate(kernel),
        _ => kernel.Kernel.Root!.Root switch
        {
            GemmRoot gemm => new ProductTemplate(kernel, Product.Of(gemm, kernel.Expressions.Operands)),
            ConvolutionRoot convolution => new ProductTemplate(kernel, ConvolutionProduct.Of(convolution, kernel.Expressions.Operands)),
            AttentionRoot attention => new AttentionTemplate(kernel, attention),
            AttentionGradientRoot gradients => new AttentionGradientTemplate(kernel, gradients),
            var root => throw new InvalidOperationException($"kernel {kernel.Kernel.Name}: no template for {root}"),
        },
    };
}
