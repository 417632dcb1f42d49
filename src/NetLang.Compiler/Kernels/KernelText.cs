using System.Globalization;
using System.Text;
using NetLang.Compiler.Ops;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels;

/// <summary>
/// The readable form of a kernel program (<c>--emit kernels</c>):
/// <code>
/// k01_sum_mul(i0: 10 | i1: N)                   parallel axes, then reduced ones
///   r0 = sum(x[i0 + 10·i1])
///   row bias[i0] = sub(bias[i0], mul(0.1, r0))  stored once a point of the parallel axes
/// </code>
/// </summary>
public static class KernelText
{
    public static string Print(KernelProgram program)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"program \"{program.Name}\"");
        foreach (var buffer in program.Buffers)
            text.AppendLine(CultureInfo.InvariantCulture, $"  buffer {buffer.Name} : {buffer.Type} {Role(buffer)}{Layout(buffer)}");
        foreach (var (number, scalar) in program.HostScalars.Index())
        {
            var value = scalar.Input is { } input ? $"input {input}" : new Printer(program, text).Expression(scalar.Value!);
            text.AppendLine(CultureInfo.InvariantCulture, $"  host s{number} = {value}");
        }

        foreach (var (name, scalar) in program.HostOutputs)
            text.AppendLine(CultureInfo.InvariantCulture, $"  host output {name} = s{scalar}");
        foreach (var (number, kernel) in program.Kernels.Index())
        {
            foreach (var loop in program.Loops.Where(l => l.First == number))
                text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{Header(loop, program)}");
            new Printer(program, text).Kernel(kernel);
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary><c>for scan0 in 0..T - 1: k02_matmul to k04_tanh</c></summary>
    private static string Header(KernelLoop loop, KernelProgram program)
    {
        var places = loop.Reverse ? $"{loop.Length - 1}..0" : $"0..{loop.Length - 1}";
        return $"for {loop.Symbol} in {places}: {program.Kernels[loop.First].Name} to {program.Kernels[loop.Last].Name}";
    }

    private static string Role(KernelBuffer buffer) => buffer.Role switch
    {
        BufferRole.Arena => $"slot {buffer.Index}",
        var role => role.ToString().ToLowerInvariant(),
    };

    private static string Layout(KernelBuffer buffer) =>
        buffer.PanelAxis is { } axis ? $" in panels along axis {axis}"
        : buffer.AxisOrder is { } order ? $" with axes in order ({string.Join(", ", order)})"
        : "";

    private sealed class Printer(KernelProgram program, StringBuilder text)
    {
        private readonly Dictionary<ScalarExpression, string> names = new(ReferenceEqualityComparer.Instance);

        public void Kernel(Kernel kernel)
        {
            var axes = kernel.Domain.Select((extent, axis) => $"i{axis}: {extent}").ToList();
            var domain = string.Join(", ", axes.Take(kernel.ParallelRank));
            if (kernel.ParallelRank < axes.Count)
                domain = (domain + " | " + string.Join(", ", axes.Skip(kernel.ParallelRank))).TrimStart();
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{kernel.Name}({domain})");
            if (kernel.Root is { } root)
                Line($"root = {Root(root)}");
            var shared = Shared(kernel);
            foreach (var (number, reduction) in kernel.Reductions.Index())
            {
                NameShared(reduction.Value, shared);
                Line($"r{number} = {reduction.Combiner.ToString().ToLowerInvariant()}({Expression(reduction.Value)})");
            }

            foreach (var output in kernel.Outputs)
            {
                foreach (var operand in output.Operands)
                    NameShared(operand, shared);
                var place = Element(output.Buffer, output.Map, output.Index);
                Line($"{(output.PerRow ? "row " : "")}{place} {(output.Index is null ? "=" : "+=")} {Expression(output.Value)}");
            }

            if (!kernel.Spans.IsEmpty)
                Line($"from {string.Join(", ", kernel.Spans)}");
        }

        public string Expression(ScalarExpression expression) =>
            names.TryGetValue(expression, out var name) ? name : Definition(expression);

        private string Root(KernelRoot root) =>
            $"{root.Root} of {string.Join(" and ", root.Operands.Select(o => Element(o.Buffer, o.Map)))}";

        private void Line(string line) => text.AppendLine(CultureInfo.InvariantCulture, $"  {line}");

        /// <summary>What is used more than once: it is printed once, under a name.</summary>
        private static HashSet<ScalarExpression> Shared(Kernel kernel) =>
            kernel.Expressions().SelectMany(e => e.Operands)
                .Concat(kernel.Outputs.SelectMany(o => o.Operands)).Concat(kernel.Reductions.Select(r => r.Value))
                .Where(e => e is ApplyExpression)
                .CountBy(e => e).Where(c => c.Value > 1).Select(c => c.Key).ToHashSet();

        private void NameShared(ScalarExpression value, HashSet<ScalarExpression> shared)
        {
            foreach (var part in value.Parts().Where(p => shared.Contains(p) && !names.ContainsKey(p)))
            {
                var definition = Definition(part);
                names.Add(part, $"t{names.Count}");
                Line($"{names[part]} = {definition}");
            }
        }

        private string Definition(ScalarExpression expression) => expression switch
        {
            LoadExpression load => Element(load.Buffer, load.Map, load.Index),
            ConstantExpression constant => constant.Value.ToString("R", CultureInfo.InvariantCulture),
            TableExpression table => $"table({string.Join(", ", table.Values)})[{table.Map}]",
            HostScalarExpression host => $"s{host.Scalar}",
            IndexExpression index => $"index({index.Map})",
            RandomExpression random => $"{(random.Normal ? "normal" : "uniform")}(key {random.Key}, {random.Map})",
            ReducedExpression reduced => $"r{reduced.Reduction}",
            RootExpression => "root",
            ApplyExpression apply => $"{apply.Op.Name}({string.Join(", ", apply.Arguments.Select(Expression))})",
            _ => expression.ToString()!,
        };

        private string Element(int buffer, IndexMap map, IndexTerm? index = null) => index is null
            ? $"{program.Buffers[buffer].Name}[{map}]"
            : $"{program.Buffers[buffer].Name}[{map} + {index.Stride}·({Expression(index.Value)} of {index.Extent})]";
    }
}
