using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Runtime.Execution;
using NetLang.Runtime.Random;

namespace NetLang.Testing;

/// <summary>
/// Runs kernels as their definition reads, one point after the other and in the memory of the plan: the oracle of
/// fusion, scheduling and memory planning, and between the graph's interpreter and the backends.
/// </summary>
public sealed class KernelInterpreter
{
    private readonly KernelProgram program;
    private EvaluationContext context;
    private readonly double[][] buffers;
    private readonly double[] scalars;
    private readonly Dictionary<IndexMap, (long Offset, long[] Strides)> maps = new(ReferenceEqualityComparer.Instance);

    private KernelInterpreter(KernelProgram program, EvaluationContext context)
    {
        this.program = program;
        this.context = context;
        var slots = program.Slots.Select(s => Fresh(s.Buffers.Max(b => Size(program.Buffers[b])))).ToList();
        buffers = [.. program.Buffers.Select(b => b.Role switch
        {
            BufferRole.Input => context.Inputs[b.Name].Values,
            // One that is only written needs no value before.
            BufferRole.Variable when context.Variables.TryGetValue(b.Name, out var value) => [.. value.Values],
            BufferRole.Arena => slots[b.Index],
            _ => Fresh(Size(b)),
        })];
        scalars = new double[program.HostScalars.Length];
    }

    /// <summary>The outputs and the variables after one run, by name; host outputs among them.</summary>
    public static IReadOnlyDictionary<string, TensorValue> Run(KernelProgram program, EvaluationContext context)
    {
        var interpreter = new KernelInterpreter(program, context);
        interpreter.RunHost();
        interpreter.RunKernels(0, program.Kernels.Length - 1, 0);
        return program.Buffers
            .Where(b => b.Role is BufferRole.Output or BufferRole.Variable)
            .ToDictionary(
                b => b.Name,
                b => new TensorValue(b.Type.Element, context.Extents(b.Type.Shape), interpreter.buffers[b.Id]))
            .Concat(program.HostOutputs.ToDictionary(
                o => o.Name, o => TensorValue.Scalar(ElementType.F64, interpreter.scalars[o.Scalar])))
            .ToDictionary();
    }

    // Memory that nothing has been stored in is NaN.
    private static double[] Fresh(long size)
    {
        var values = new double[size];
        Array.Fill(values, double.NaN);
        return values;
    }

    private long Size(KernelBuffer buffer) => context.Value(buffer.Type.Shape.Size);

    private void RunHost()
    {
        for (var i = 0; i < scalars.Length; i++)
        {
            var scalar = program.HostScalars[i];
            scalars[i] = scalar.Input is { } input
                ? context.Inputs[input].Values[0]
                : new PointEvaluation(this, null, [], []).Value(scalar.Value!);
        }
    }

    /// <param name="outer">How many of the program's loops are around them or before them.</param>
    private void RunKernels(int first, int last, int outer)
    {
        for (var number = first; number <= last; number++)
        {
            var loop = program.Loops.Skip(outer).FirstOrDefault(l => l.First == number && l.Last <= last);
            if (loop is null)
            {
                RunKernel(program.Kernels[number]);
                continue;
            }

            var length = context.Value(loop.Length);
            var around = context;
            for (var step = 0L; step < length; step++)
            {
                var place = loop.Reverse ? length - 1 - step : step;
                context = around with { Symbols = new Dictionary<string, long>(around.Symbols) { [loop.Symbol] = place } };
                maps.Clear();
                RunKernels(loop.First, loop.Last, program.Loops.IndexOf(loop) + 1);
            }

            context = around;
            number = loop.Last;
        }
    }

    private void RunKernel(Kernel kernel)
    {
        var extents = kernel.Domain.Select(context.Value).ToArray();
        foreach (var output in kernel.Outputs.Where(o => o.Index is not null))
            Array.Clear(buffers[output.Buffer]); // a buffer of a scatter holds nothing else
        foreach (var row in RowMajor.Coordinates(extents[..kernel.ParallelRank]))
        {
            var reduced = new double[kernel.Reductions.Length];
            for (var i = 0; i < reduced.Length; i++)
                reduced[i] = Reduce(kernel, kernel.Reductions[i], row, extents, reduced);
            foreach (var point in RowMajor.Coordinates(extents[kernel.ParallelRank..]))
                Store(kernel, kernel.Outputs.Where(o => !o.PerRow), [.. row, .. point], reduced);
            var first = row.Concat(new long[extents.Length - row.Length]).ToArray();
            Store(kernel, kernel.Outputs.Where(o => o.PerRow), first, reduced);
        }
    }

    private double Reduce(Kernel kernel, KernelReduction reduction, long[] row, long[] extents, double[] reduced)
    {
        var element = reduction.Value.Type;
        var op = (ReductionOp)OpRegistry.All.First(o => o is ReductionOp r && r.Combiner == reduction.Combiner);
        var result = op.Neutral(element);
        foreach (var point in RowMajor.Coordinates(extents[kernel.ParallelRank..]))
        {
            var value = new PointEvaluation(this, kernel, [.. row, .. point], reduced).Value(reduction.Value);
            result = reduction.Combiner switch
            {
                Combiner.Sum => result + value,
                Combiner.Product => result * value,
                Combiner.Maximum => Math.Max(result, value),
                _ => Math.Min(result, value),
            };
        }

        return TensorValue.Round(element, result);
    }

    private void Store(Kernel kernel, IEnumerable<KernelOutput> outputs, long[] point, double[] reduced)
    {
        var evaluation = new PointEvaluation(this, kernel, point, reduced);
        var values = outputs.Select(o => (Output: o, Value: evaluation.Value(o.Value))).ToList();
        foreach (var (output, value) in values)
        {
            if (output.Index is null)
                buffers[output.Buffer][Index(output.Map, point)] = value;
            else if (Place(output.Map, point, output.Index, evaluation.Value(output.Index.Value)) is { } place)
                buffers[output.Buffer][place] = TensorValue.Round(output.Value.Type, buffers[output.Buffer][place] + value);
        }
    }

    /// <summary>Where an index says; null for nowhere.</summary>
    private long? Place(IndexMap map, long[] point, IndexTerm index, double value) =>
        value >= 0 && value < context.Value(index.Extent)
            ? Index(map, point) + ((long)value * context.Value(index.Stride))
            : null;

    private long Index(IndexMap map, long[] point)
    {
        if (!maps.TryGetValue(map, out var known))
            maps.Add(map, known = (context.Value(map.Offset), [.. map.Strides.Select(context.Value)]));
        var sum = known.Offset;
        for (var axis = 0; axis < point.Length; axis++)
            sum += known.Strides[axis] * point[axis];
        return sum;
    }

    /// <summary>The expressions of a kernel at one point.</summary>
    private sealed class PointEvaluation(KernelInterpreter owner, Kernel? kernel, long[] point, double[] reduced)
    {
        private readonly Dictionary<ScalarExpression, double> known = new(ReferenceEqualityComparer.Instance);

        public double Value(ScalarExpression expression)
        {
            if (!known.TryGetValue(expression, out var value))
                known.Add(expression, value = TensorValue.Round(expression.Type, Compute(expression)));
            return value;
        }

        private double Compute(ScalarExpression expression) => expression switch
        {
            LoadExpression { Index: { } index } load => owner.Place(load.Map, point, index, Value(index.Value)) is { } place
                ? owner.buffers[load.Buffer][place]
                : 0,
            LoadExpression load => owner.buffers[load.Buffer][owner.Index(load.Map, point)],
            ConstantExpression constant => constant.Value,
            TableExpression table => table.Values[(int)owner.Index(table.Map, point)],
            HostScalarExpression host => owner.scalars[host.Scalar],
            IndexExpression index => owner.Index(index.Map, point),
            ReducedExpression result => reduced[result.Reduction],
            ApplyExpression apply => apply.Op.Reference(apply.Node, apply.Arguments.Select(Value).ToArray()),
            RandomExpression random => Random(random),
            RootExpression => Product((GemmRoot)kernel!.Root!.Root, kernel.Root.Operands[0], kernel.Root.Operands[1]),
            _ => throw new InvalidOperationException($"no evaluation of {expression}"),
        };

        private double Product(GemmRoot gemm, LoadExpression a, LoadExpression b)
        {
            var (left, right) = ((long[])point.Clone(), (long[])point.Clone());
            var sum = 0.0;
            for (var k = 0L; k < owner.context.Value(gemm.Depth); k++)
            {
                left[^1] = k;
                right[^2] = k;
                sum += owner.buffers[a.Buffer][owner.Index(a.Map, left)] * owner.buffers[b.Buffer][owner.Index(b.Map, right)];
            }

            return sum;
        }

        private double Random(RandomExpression random)
        {
            var (seed, step, index) = (owner.context.Seed, owner.context.Step, owner.Index(random.Map, point));
            return (random.Type, random.Normal) switch
            {
                (ElementType.F32, false) => Philox.Uniform32(seed, step, random.Key, index),
                (ElementType.F32, true) => Philox.Normal32(seed, step, random.Key, index),
                (_, false) => Philox.Uniform64(seed, step, random.Key, index),
                (_, true) => Philox.Normal64(seed, step, random.Key, index),
            };
        }
    }
}
