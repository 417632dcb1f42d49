using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>How kernels of one class become a method. Templates know index maps and expressions, and no layer.</summary>
internal abstract class KernelTemplate(KernelContext kernel)
{
    protected KernelContext Kernel => kernel;

    /// <summary>How the work is cut into the tiles that threads take.</summary>
    public abstract Tiling Tiling { get; }

    /// <summary>Bytes of scratch that a thread needs.</summary>
    public virtual CsCode ScratchBytes => CsCode.Of($"0");

    /// <summary>The buffers that the kernel's method refers to.</summary>
    protected virtual IEnumerable<int> BodyBuffers => kernel.PointBuffers;

    /// <summary>The kernel's method.</summary>
    public void Emit(CsWriter writer)
    {
        using (OpenLaunched(writer, kernel.Method))
        {
            kernel.DeclareLocals(writer, BodyBuffers);
            EmitBody(writer);
        }

        EmitOthers(writer);
    }

    /// <summary>A method that is launched, or that those which are launched share.</summary>
    protected CsWriter.Block OpenLaunched(CsWriter writer, CsName method)
    {
        // Else those that are short would be compiled into each method that calls them.
        if (kernel.IsShared)
            writer.Line($"[MethodImpl(MethodImplOptions.NoInlining)]");
        return writer.Open($"private static void {method}(ExecutionFrame* frame, int tile, int thread)");
    }

    /// <summary>The lines of the method's body, behind the locals.</summary>
    protected abstract void EmitBody(CsWriter writer);

    /// <summary>The number of tiles as code in the program's <c>Run</c>.</summary>
    public virtual CsCode TileCount(Func<Dim, CsCode> dim) =>
        CsCode.Of($"TileGrid.Count({dim(Tiling.Items)}, {Tiling.PerTile(dim)})");

    /// <summary>What the program's <c>Run</c> launches in turn: methods, and how many tiles each has.</summary>
    public virtual IReadOnlyList<(CsName Method, CsCode Tiles)> Launches(Func<Dim, CsCode> dim) =>
        [(kernel.Method, TileCount(dim))];

    /// <summary>In place of <see cref="Emit"/>: methods that call those of a template that the kernel shares with others.</summary>
    public void EmitCalls(CsWriter writer, KernelTemplate shared)
    {
        var methods = Methods.Zip(shared.Methods).ToList();
        foreach (var (own, other) in methods)
        {
            if (own != methods[0].First)
                writer.Blank();
            kernel.EmitCall(writer, own, other);
        }
    }

    /// <summary>The methods that are launched.</summary>
    private IEnumerable<CsName> Methods => Launches(_ => CsCode.Of($"0")).Select(l => l.Method);

    /// <summary>Further methods that the kernel's own calls.</summary>
    protected virtual void EmitOthers(CsWriter writer)
    {
    }

    public static KernelTemplate For(KernelContext context) => context.Kernel.Class switch
    {
        KernelClass.Map => new MapTemplate(context),
        KernelClass.RowReduction when TotalReduceTemplate.Fits(context) => new TotalReduceTemplate(context),
        KernelClass.RowReduction => new RowReduceTemplate(context),
        KernelClass.ColumnReduction when RowChunksTemplate.Fits(context) => new RowChunksTemplate(context),
        KernelClass.ColumnReduction => new ColumnReduceTemplate(context),
        KernelClass.Scatter => new ScatterTemplate(context),
        _ => context.Kernel.Root!.Root switch
        {
            GemmRoot gemm => new GemmTemplate(context, gemm),
            ConvolutionRoot convolution => new ConvolutionTemplate(context, convolution),
            AttentionRoot attention => new AttentionTemplate(context, attention),
            AttentionGradientRoot gradients => new AttentionGradientTemplate(context, gradients),
            var root => throw new InvalidOperationException($"kernel {context.Kernel.Name}: no template for {root}"),
        },
    };
}
