using NetLang.Compiler.Codegen.Gpu.Templates;
using NetLang.Compiler.Text;
using NetLang.Gpu;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>
/// Kernels that need nothing of each other, in one launch: the groups of one stand behind those of another. A launch takes
/// microseconds whatever it does, and a small kernel leaves most of a GPU idle.
/// </summary>
internal sealed class GpuLaunch
{
    /// <summary>Bytes of arguments that every device of OpenCL takes; CUDA takes four times as many.</summary>
    private const int ArgumentBytes = 1024;

    private readonly IReadOnlyList<(GpuKernel Kernel, GpuTemplate Template)> kernels;
    private readonly List<GpuArgument> arguments = [];
    private readonly Dictionary<string, CsName> byValue = [];
    private readonly CsName method;
    private readonly CsName group;
    private readonly List<CsName> counts;

    private readonly IReadOnlyDictionary<GpuKernel, BlasCall> products;

    /// <param name="products">Those kernels that NVIDIA's library may compute.</param>
    /// <param name="suffix">Of its name.</param>
    private GpuLaunch(
        IReadOnlyList<(GpuKernel Kernel, GpuTemplate Template)> kernels,
        IReadOnlyDictionary<GpuKernel, BlasCall> products,
        string suffix)
    {
        this.kernels = kernels;
        this.products = products;
        var numbers = new[] { kernels[0], kernels[^1] }.Select(k => k.Kernel.Kernel.Name.Split('_')[0]).Distinct();
        method = CsName.Of(string.Join("_to_", numbers) + suffix);
        Entry = CsName.Of(method.Text + "_entry");
        var names = new CsScope();
        foreach (var reserved in (string[])["stream", "config"]) // of the delegate
            names.Unique(reserved);
        group = names.Unique("group");
        counts = kernels.Count == 1 ? [] : [.. kernels.Select(k => names.Unique(GroupsOf(k.Kernel)))];
        foreach (var argument in kernels.SelectMany(k => k.Kernel.Arguments))
        {
            if (byValue.ContainsKey(argument.Value.Text))
                continue;
            var name = names.Unique(argument.Name.Text);
            byValue.Add(argument.Value.Text, name);
            arguments.Add(argument with { Name = name });
        }
    }

    /// <summary>The launch of what is fused behind a product that is not computed by a kernel.</summary>
    public static GpuLaunch Behind(GpuKernel kernel) =>
        new([(kernel, GpuTemplate.For(kernel))], new Dictionary<GpuKernel, BlasCall>(), "_behind_launch");

    /// <summary>
    /// As few launches as take these kernels, which need nothing of each other: their arguments, and the shared memory of a
    /// group, of which each has its own.
    /// </summary>
    /// <param name="products">Those kernels that NVIDIA's library may compute.</param>
    public static IEnumerable<GpuLaunch> Of(
        IEnumerable<(GpuKernel Kernel, GpuTemplate Template)> kernels, IReadOnlyDictionary<GpuKernel, BlasCall> products)
    {
        var launch = new List<(GpuKernel, GpuTemplate)>();
        var (values, bytes, shared) = (new HashSet<string>(), 0, 0);
        foreach (var kernel in kernels)
        {
            var own = kernel.Kernel.Arguments.Where(a => !values.Contains(a.Value.Text)).Sum(BytesOf) + sizeof(int);
            var fits = bytes + own <= ArgumentBytes && shared + kernel.Template.SharedBytes <= GpuLimits.SharedBytes;
            if (launch.Count > 0 && !fits)
            {
                yield return new(launch, products, "_launch");
                launch = [];
                values.Clear();
                (bytes, shared, own) = (0, 0, kernel.Kernel.Arguments.Sum(BytesOf) + sizeof(int));
            }

            launch.Add(kernel);
            values.UnionWith(kernel.Kernel.Arguments.Select(a => a.Value.Text));
            bytes += own;
            shared += kernel.Template.SharedBytes;
        }

        yield return new(launch, products, "_launch");

        // ILGPU passes a view as an address, and a struct with its index and length.
        static int BytesOf(GpuArgument argument) =>
            argument.Type.Text.StartsWith("ArrayView", StringComparison.Ordinal) ? 24 : sizeof(long);
    }

    public IReadOnlyList<(GpuKernel Kernel, GpuTemplate Template)> Kernels => kernels;

    /// <summary>Bytes of shared memory that a group takes: each kernel's own, whichever it runs.</summary>
    public int SharedBytes => kernels.Sum(k => k.Template.SharedBytes);

    /// <summary>Where the first of them comes from.</summary>
    public SourceSpan? Span => kernels[0].Kernel.Kernel.Spans is [var span, ..] ? span : null;

    /// <summary>The host's statements that start it.</summary>
    public void EmitCall(CsWriter writer, GpuLaunchNames host)
    {
        var libraries = EmitProducts(writer, host);
        if (kernels.Count == 1 && libraries.Count == 1)
        {
            using var other = writer.Open($"else");
            EmitStart(writer, host, libraries);
        }
        else
        {
            EmitStart(writer, host, libraries);
        }
    }

    private void EmitStart(CsWriter writer, GpuLaunchNames host, IReadOnlyDictionary<GpuKernel, CsName> libraries)
    {
        var groups = kernels.Select(k => k.Template.Grid(host.Dim).Code).ToList();
        if (counts.Count > 0)
        {
            var locals = kernels.Select(k => host.Local(GroupsOf(k.Kernel))).ToList();
            foreach (var (local, value, (kernel, _)) in locals.Zip(groups, kernels))
            {
                writer.Line(libraries.TryGetValue(kernel, out var library)
                    ? CsCode.Of($"var {local} = {library} is null ? {value} : 0;")
                    : CsCode.Of($"var {local} = {value};"));
            }

            groups = [.. locals.Select(l => (CsCode)l)];
        }

        // Where the library computes all of several, no group is left.
        using var isAny = counts.Count > 0 && libraries.Count == kernels.Count
            ? (IDisposable)writer.Open($"if ({CsCode.Join(" + ", groups)} > 0)")
            : null;
        var values = groups.Take(counts.Count).Concat(arguments.Select(a => a.Value));
        var grid = CsCode.Of($"frame.Grid({CsCode.Join(" + ", groups)})");
        writer.List($"{Entry}.Start(", [CsCode.Of($"frame.Stream"), grid, .. values], $");");
    }

    /// <summary>The method that the device runs.</summary>
    public void EmitMethod(CsWriter writer)
    {
        writer.List($"private static void {method}(", Parameters, $")");
        using var body = writer.OpenBody();
        if (counts.Count == 0)
        {
            EmitKernel(writer, kernels[0].Kernel, CsCode.Of($"Grid.IdxX"), CsCode.Of($"Grid.DimX"));
            return;
        }

        writer.Line($"var {group} = Grid.IdxX;");
        foreach (var ((kernel, _), count) in kernels.Zip(counts).SkipLast(1))
        {
            using (writer.Open($"if ({group} < {count})"))
            {
                EmitKernel(writer, kernel, group, count);
                writer.Line($"return;");
            }

            writer.Line($"{group} -= {count};");
        }

        EmitKernel(writer, kernels[^1].Kernel, group, counts[^1]);
    }

    /// <summary>The field with the launch as the device has it.</summary>
    public CsName Entry { get; }

    /// <summary>What the method is called through.</summary>
    /// <param name="program">The class that has it.</param>
    public void EmitEntry(CsWriter writer, CsName program)
    {
        CsCode[] launch = [CsCode.Of($"AcceleratorStream stream"), CsCode.Of($"KernelConfig config")];
        writer.List($"private delegate void {method}_delegate(", launch.Concat(Parameters), $");");
        writer.Line(
            $"private readonly GpuEntry<{method}_delegate> {Entry} = new(device, typeof({program}), nameof({method}));");
    }

    /// <summary>Lets the library compute what it is to.</summary>
    /// <returns>For each kernel that it may compute, what is null where it does not.</returns>
    private Dictionary<GpuKernel, CsName> EmitProducts(CsWriter writer, GpuLaunchNames host)
    {
        var libraries = new Dictionary<GpuKernel, CsName>();
        foreach (var (kernel, _) in kernels)
        {
            if (!products.TryGetValue(kernel, out var product))
                continue;
            var library = host.Local("blas");
            libraries.Add(kernel, library);
            writer.Line($"var {library} = {product.Library(host)};");
            using var isLarge = writer.Open($"if ({library} is not null)");
            product.Emit(writer, host, library);
        }

        return libraries;
    }

    private IEnumerable<CsCode> Parameters =>
        counts.Select(c => CsCode.Of($"int {c}")).Concat(arguments.Select(a => CsCode.Of($"{a.Type} {a.Name}")));

    private static string GroupsOf(GpuKernel kernel) => "groups" + kernel.Kernel.Name.Split('_')[0][1..];

    private void EmitKernel(CsWriter writer, GpuKernel kernel, CsCode index, CsCode count)
    {
        var values = kernel.Arguments.Select(a => (CsCode)byValue[a.Value.Text]);
        writer.List($"{kernel.Method}(", [index, count, .. values], $");");
    }
}
