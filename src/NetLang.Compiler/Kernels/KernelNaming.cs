using System.Collections.Immutable;
using System.Globalization;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels;

/// <summary>Names kernels by number and by the ops that tell what they do, and notes their source places.</summary>
internal sealed class KernelNaming
{
    // More would make a name that nobody reads.
    private const int MaximumOps = 4;

    private int count;

    public Kernel Name(Kernel kernel)
    {
        var number = count++.ToString("00", CultureInfo.InvariantCulture);
        return kernel with
        {
            Name = string.Join('_', Words(kernel.Evaluated).Prepend($"k{number}")),
            Spans = [.. (kernel.Copied?.Spans ?? kernel.Nodes.SelectMany(n => n.Spans)).Distinct()],
        };
    }

    private static IEnumerable<string> Words(ImmutableArray<Node> nodes)
    {
        if (nodes.All(n => n.Op is ViewOp or LeafOp { Kind: not LeafKind.Random }))
            return ["copy"];
        // What is heavy first, the rest in the order of computation.
        var ops = nodes.Where(n => n.Op is not ViewOp).OrderBy(n => n.Op is StructuredOp ? 0 : n.Op is ReductionOp ? 1 : 2).Select(n => n.Op.Name);
        return ops.Distinct().Take(MaximumOps).Select(name => string.Concat(name.Where(char.IsAsciiLetterOrDigit)));
    }
}
