using NetLang.Compiler.Codegen.Cpu.Templates;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>
/// Kernels whose methods would differ in nothing but <see cref="KernelArguments"/>, such as those of equal layers, share one, which
/// is compiled once. Before: <c>k03</c> and <c>k17</c>, two loops; after: one loop, <c>k03_shared</c>, and two methods that call it.
/// </summary>
internal sealed class SharedKernels
{
    private static readonly CsName Anonymous = CsName.Of("shared");
    private readonly Dictionary<Kernel, KernelTemplate> templates = new(ReferenceEqualityComparer.Instance);

    /// <param name="context">Of a kernel that has another name, and shares it.</param>
    public SharedKernels(IEnumerable<Kernel> kernels, Func<Kernel, CsName, KernelContext> context)
    {
        foreach (var group in kernels.GroupBy(kernel => TextOf(kernel, context)).Where(g => g.Count() > 1))
        {
            var first = group.First();
            var template = KernelTemplate.For(context(first, CsName.Of(first.Name + "_shared")));
            foreach (var kernel in group)
                templates.Add(kernel, template);
        }
    }

    /// <summary>The templates of the shared methods.</summary>
    public IEnumerable<KernelTemplate> All => templates.Values.Distinct();

    /// <summary>The template of the method that a kernel shares; null where it has its own.</summary>
    public KernelTemplate? Of(Kernel kernel) => templates.GetValueOrDefault(kernel);

    private static string TextOf(Kernel kernel, Func<Kernel, CsName, KernelContext> context)
    {
        var writer = new CsWriter();
        KernelTemplate.For(context(kernel, Anonymous)).Emit(writer);
        return writer.ToString();
    }
}
