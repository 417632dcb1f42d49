using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>
/// What a kernel computes at a point, as a method that takes the values that it is computed from: a template that visits
/// several points in a row calls it for each, and the computation stands in the text once.
/// </summary>
internal sealed class PointMethod
{
    private readonly GpuKernel kernel;
    private readonly CsName name;
    private readonly CsScope names = new();
    private readonly List<(KernelOutput Output, CsName Name)> computed = [];
    private readonly List<(ScalarExpression Leaf, CsName Name)> parameters;

    public PointMethod(GpuKernel kernel)
    {
        this.kernel = kernel;
        name = CsName.Of(kernel.Kernel.Name + "_point");
        Leaves = [.. kernel.Expressions.All.Where(e => e.Operands.IsEmpty && e is not ConstantExpression)];
        var results = new CsScope();
        foreach (var output in kernel.Kernel.Outputs.Where(o => o.Value is ApplyExpression))
            computed.Add((output, results.Unique(kernel.NameOf(output.Buffer) + "_v")));
        parameters = [.. Leaves.Select(leaf => (leaf, names.Unique(ExpressionCode.NameOf(leaf, kernel.NameOf))))];
    }

    /// <summary>The values that are not computed from others.</summary>
    public IReadOnlyList<ScalarExpression> Leaves { get; }

    /// <summary>The method itself; nothing where there is nothing to compute.</summary>
    public void Emit(CsWriter writer, LoopDomain domain)
    {
        if (computed.Count == 0)
            return;
        var types = computed.Select(c => CsCode.Of($"{GpuTypes.InMemory(kernel.TypeOf(c.Output.Buffer))} {c.Name}"));
        var result = computed.Count == 1
            ? GpuTypes.InMemory(kernel.TypeOf(computed[0].Output.Buffer))
            : CsCode.Of($"({CsCode.Join(", ", types)})");
        var arguments = parameters.Select(p => CsCode.Of($"{GpuTypes.Local(p.Leaf.Type)} {p.Name}"));
        writer.Blank();
        using var body = writer.Open($"private static {result} {name}({CsCode.Join(", ", arguments)})");
        var point = new GpuPointCode(kernel, domain, writer, names);
        foreach (var (leaf, parameter) in parameters)
            point.Set(leaf, parameter);
        var values = computed
            .Select(c => GpuTypes.Store(kernel.TypeOf(c.Output.Buffer), point.Named(c.Output.Value, "result")).Bare)
            .ToList();
        writer.Line(values is [var only] ? CsCode.Of($"return {only};") : CsCode.Of($"return ({CsCode.Join(", ", values)});"));
    }

    /// <summary>Calls it.</summary>
    /// <param name="point">Where the caller writes.</param>
    /// <param name="arguments">The values of the leaves.</param>
    /// <param name="wish">What the results are called.</param>
    /// <returns>The code of each output's element.</returns>
    public IReadOnlyList<CsCode> Call(GpuPointCode point, IReadOnlyList<CsCode> arguments, string wish)
    {
        CsCode result = default;
        if (computed.Count > 0)
        {
            result = point.Local(wish);
            point.Writer.Line($"var {result} = {name}({CsCode.Join(", ", arguments.Select(a => a.Bare))});");
        }

        return [.. kernel.Kernel.Outputs.Select(Element)];

        CsCode Element(KernelOutput output) => output.Value switch
        {
            ApplyExpression => computed.Count == 1
                ? result
                : CsCode.Of($"{result}.{computed.Single(c => c.Output == output).Name}"),
            ConstantExpression constant => Stored(output, GpuTypes.Literal(constant.Type, constant.Value)),
            var leaf => Stored(output, arguments[Leaves.Index().Single(l => ReferenceEquals(l.Item, leaf)).Index]),
        };
    }

    private CsCode Stored(KernelOutput output, CsCode value) => GpuTypes.Store(kernel.TypeOf(output.Buffer), value);
}
