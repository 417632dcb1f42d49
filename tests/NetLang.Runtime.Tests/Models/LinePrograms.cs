using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Tests.Models;

/// <summary>What the programs of <see cref="LineModel"/> share: y = x w + b for x of f32[N, 3], by hand.</summary>
internal abstract unsafe class LineProgram(string name, TensorSpec[] inputs, TensorSpec[] outputs) : CompiledProgram
{
    public const int Features = 3;

    private static readonly DimensionSpec Batch = DimensionSpec.Named("N", 0);

    public static TensorSpec Input { get; } = new("x", ElementType.F32, [Batch, DimensionSpec.Constant(Features)]);

    public static TensorSpec Output { get; } = new("y", ElementType.F32, [Batch, DimensionSpec.Constant(1)]);

    public static TensorSpec Target { get; } = new("target", ElementType.F32, [Batch, DimensionSpec.Constant(1)]);

    public static VariableSpec[] Variables { get; } =
    [
        new("line.weight", VariableKind.Parameter, ElementType.F32, [Features]),
        new("sgd.m/line.weight", VariableKind.OptimizerState, ElementType.F32, [Features]),
        new("line.bias", VariableKind.Parameter, ElementType.F32, [1]),
    ];

    public override ProgramSpec Spec { get; } = new()
    {
        Name = name,
        Buffers =
        [
            .. Variables.Select((variable, index) => new BufferSpec(variable.Name, BufferRole.Variable, index)),
            .. inputs.Select((input, index) => new BufferSpec(input.Name, BufferRole.Input, index)),
            .. outputs.Select((output, index) => new BufferSpec(output.Name, BufferRole.Output, index)),
            new BufferSpec("error", BufferRole.Arena, 0),
        ],
        Inputs = inputs,
        Outputs = outputs,
        ArenaSlots = 1,
        HostInputs = name == "train" ? ["step", "total"] : [],
        HostScalars = 3,
        HostOutputs = name == "train" ? [("rate", 2)] : [],
        ScratchBytes = 64,
    };

    public override long PlanArena(ReadOnlySpan<long> symbols, Span<long> offsets)
    {
        offsets[0] = 0;
        return checked(symbols[0] * sizeof(float));
    }

    protected static float* Buffer(ExecutionFrame* frame, int number) => (float*)frame->Buffers[number];

    protected static float Line(float* row, float* weight, float bias)
    {
        var sum = bias;
        for (var feature = 0; feature < Features; feature++)
            sum += row[feature] * weight[feature];
        return sum;
    }
}

internal sealed unsafe class LineInitialize() : LineProgram("initialize", [], [])
{
    public override void Run(ExecutionFrame* frame, WorkerPool pool)
    {
        for (var feature = 0; feature < Features; feature++)
        {
            Buffer(frame, 0)[feature] = 0.01f * (frame->Seed + (ulong)feature);
            Buffer(frame, 1)[feature] = 0;
        }

        Buffer(frame, 2)[0] = 0;
    }
}

internal sealed unsafe class LinePredict() : LineProgram("predict", [Input], [Output])
{
    public override void Run(ExecutionFrame* frame, WorkerPool pool)
    {
        for (long row = 0; row < frame->Symbols[0]; row++)
            Buffer(frame, 4)[row] = Line(Buffer(frame, 3) + (row * Features), Buffer(frame, 0), Buffer(frame, 2)[0]);
    }
}

/// <summary>Mean squared error; sum of absolute errors and count, for a metric over sums.</summary>
internal sealed unsafe class LineEvaluate() : LineProgram(
    "evaluate",
    [Input, Target],
    [
        new("loss", ElementType.F32, []),
        new("sum", ElementType.F64, []),
        new("count", ElementType.I32, []),
    ])
{
    public override void Run(ExecutionFrame* frame, WorkerPool pool)
    {
        var count = frame->Symbols[0];
        double squares = 0, absolute = 0;
        for (long row = 0; row < count; row++)
        {
            var line = Line(Buffer(frame, 3) + (row * Features), Buffer(frame, 0), Buffer(frame, 2)[0]);
            var error = line - Buffer(frame, 4)[row];
            squares += error * error;
            absolute += Math.Abs(error);
        }

        *Buffer(frame, 5) = (float)(squares / count);
        *(double*)frame->Buffers[6] = absolute;
        *(int*)frame->Buffers[7] = (int)count;
    }
}

/// <summary>A step of gradient descent with momentum on the mean squared error.</summary>
internal sealed unsafe class LineTrain(float rate) : LineProgram(
    "train", [Input, Target], [new("loss", ElementType.F32, [])])
{
    public override void Run(ExecutionFrame* frame, WorkerPool pool)
    {
        frame->Scalars[2] = rate * (1.0 - (0.5 * frame->Scalars[0] / frame->Scalars[1]));
        var count = frame->Symbols[0];
        float* weight = Buffer(frame, 0), momentum = Buffer(frame, 1), bias = Buffer(frame, 2);
        float* x = Buffer(frame, 3), target = Buffer(frame, 4), error = Buffer(frame, 6);
        double squares = 0;
        for (long row = 0; row < count; row++)
        {
            error[row] = Line(x + (row * Features), weight, *bias) - target[row];
            squares += error[row] * error[row];
        }

        *Buffer(frame, 5) = (float)(squares / count);
        for (long row = 0; row < count; row++)
        {
            var scaled = (float)(frame->Scalars[2] * 2 / count) * error[row];
            for (var feature = 0; feature < Features; feature++)
            {
                momentum[feature] = (0.1f * momentum[feature]) + (scaled * x[(row * Features) + feature]);
                weight[feature] -= momentum[feature];
            }

            *bias -= scaled;
        }
    }
}

/// <summary>With an output of N - 2 rows, which not every batch has.</summary>
internal sealed class LineShrinking() : LineProgram(
    "predict", [], [new("y", ElementType.F32, [DimensionSpec.Linear("N - 2", 0, slope: 1, offset: -2)])])
{
    public override unsafe void Run(ExecutionFrame* frame, WorkerPool pool) => throw new NotSupportedException();
}
