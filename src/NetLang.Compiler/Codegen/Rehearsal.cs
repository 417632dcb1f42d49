using Microsoft.CodeAnalysis;
using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Codegen;

/// <summary>
/// Compiles a little C# like that which is emitted, so that Roslyn and the references have been loaded when a program's
/// own comes. That takes Roslyn longer than the C# of a small program itself, and needs nothing of the program: it can
/// happen on another thread while that is analysed.
/// </summary>
public static class Rehearsal
{
    // What it computes does not matter, only that each construct of emitted code is in it.
    internal static readonly EmittedSource Source = new("Rehearsal.g.cs", """
        #nullable enable annotations
        #pragma warning disable
        /// <summary>A model.</summary>
        public sealed class Net : global::NetLang.Runtime.Model
        {
            private Net(global::NetLang.Runtime.ModelOptions? options, string? weights)
                : base(
                    global::NetLang.Emitted.Net.Specification.Create(),
                    global::NetLang.Emitted.Net.Programs.On(options),
                    options,
                    weights)
            {
            }

            /// <summary>Makes it.</summary>
            public static Net Create(global::NetLang.Runtime.ModelOptions? options = null) => new(options, null);

            /// <param name="x">f32[N]</param>
            public unsafe float[] Predict(global::System.ReadOnlySpan<float> x)
            {
                using var call = BeginPredict();
                fixed (float* p0 = x)
                {
                    call.Input(0, p0, x.Length);
                    call.Run();
                    return call.Output<float>(0);
                }
            }
        }

        namespace NetLang.Emitted.Net
        {
            using global::System;
            using global::NetLang.Runtime;
            using global::NetLang.Runtime.Data;
            using global::NetLang.Runtime.Execution;
            using global::NetLang.Runtime.LinearAlgebra;
            using global::NetLang.Runtime.Simd;

            internal static class Specification
            {
                public static ModelSpec Create() => new()
                {
                    Name = "Net",
                    Variables =
                    [
                        new("weight", VariableKind.Parameter, ElementType.F32, [256, 784]),
                        new("bias", VariableKind.Parameter, ElementType.F32, [256]),
                    ],
                    Symbols = ["N"],
                    BatchSymbol = 0,
                    Inputs =
                    [
                        new("x", ElementType.F32, [DimensionSpec.Named("N", 0), DimensionSpec.Constant(784)]),
                    ],
                    Outputs = [],
                    Targets = [],
                    Metrics =
                    [
                        new("accuracy", [1], null),
                    ],
                    Training = new()
                    {
                        BatchSize = 64,
                        Epochs = 10,
                        Seed = 0x0000000000000000UL,
                        Data = new TransformedSource(new IdxSource("x", "y"), new ScaleTransform(0.5d, null)),
                        Validation = null,
                    },
                };
            }

            internal static class Programs
            {
                public static ModelPrograms On(ModelOptions? options) => new DevicePrograms(
                    "Net",
                    cpu: Create,
                    gpu: null).On(options?.Device);

                public static ModelPrograms Create() => new()
                {
                    Initialize = new(() => VectorHardware.Bits switch
                    {
                        512 => new Program<F32x16, I32x16>(),
                        _ => (CompiledProgram)new Program<F32x4, I32x4>(),
                    }),
                    Predict = new(() => new Program<F32x8, I32x8>()),
                    Panels =
                    [
                        new(0, 0),
                        new(2, 0),
                    ],
                };
            }

            internal static class Description
            {
                public static ProgramSpec Create() => new()
                {
                    Name = "predict",
                    Buffers =
                    [
                        new("x", BufferRole.Input, 0),
                        new("weight", BufferRole.Variable, 0),
                    ],
                    Inputs =
                    [
                        new("x", ElementType.F32, [DimensionSpec.Named("N", 0), DimensionSpec.Constant(784)]),
                    ],
                    Outputs = [],
                    ArenaSlots = 1,
                    HostInputs =
                    [
                        "step",
                    ],
                    HostScalars = 3,
                    HostOutputs =
                    [
                        ("rate", 2),
                    ],
                    ScratchBytes = Math.Max(Gemm.ScratchBytes(0, 0), 512),
                };
            }

            internal sealed unsafe class Program<F, I> : CompiledProgram
                where F : struct, IFloatVector<F, float, I>
                where I : struct, IIntVector<I, int, F>
            {
                public override ProgramSpec Spec { get; } = Description.Create();

                public override long PlanArena(ReadOnlySpan<long> symbols, Span<long> offsets)
                {
                    checked
                    {
                        var N = symbols[0];
                        var end = 0L;
                        offsets[0] = end;
                        end += Dimensions.SlotBytes(Math.Max(N * 1024, N * 40));
                        return end;
                    }
                }

                public override void Run(ExecutionFrame* frame, WorkerPool pool)
                {
                    var N = frame->Symbols[0];
                    var scalars = frame->Scalars;
                    scalars[0] = (double)(N);
                    scalars[1] = Math.Pow(0.9d, scalars[0]);
                    scalars[2] = 1d - scalars[1];
        #line 4 "net.net"
                    pool.Run(&k00, frame, Gemm.TileCount(N, 256, 784));
                    pool.Run(frame,
                    [
                        new(&k00, TileGrid.Count(784, 64L)),
                        new(&k00, TileGrid.Count(N, 64L)),
                    ]);
        #line default
                }

                private static void k00(ExecutionFrame* frame, int tile, int thread)
                {
                    var N = frame->Symbols[0];
                    var x = (float*)frame->Buffers[0];
                    var problem = new GemmProblem<float>
                    {
                        M = (nint)N, N = 256, K = 784,
                        A = x, ARow = 784, AColumn = 1,
                        B = x, BStorage = OperandStorage.Panels, BHasRoom = true,
                    };
                    Gemm.RunTile(problem, tile, frame->Scratch[thread], &k00_finish, frame);
                }

                private static void k01(ExecutionFrame* frame, int tile, int thread)
                {
                    var label = (int*)frame->Buffers[1];
                    var lanes = stackalloc byte[64];
                    var scalar = F.Create((float)frame->Scalars[1]);
                    var sum_lanes = F.Zero;
                    for (var chunk = 0; chunk < TileGrid.ItemsPerChunk(64, 1, 64); chunk++)
                    {
                        var label_v = I.Create(*label);
                        var select = F.Select(I.Equal(I.Sequence((int)(chunk)), label_v) | I.FirstLanes(1), scalar, F.Zero);
                        sum_lanes = sum_lanes - F.Max(F.Exp(select), F.Create(float.NegativeInfinity));
                    }

                    var sum = F.Create(*(float*)(frame->Scratch[0] + (((tile * 1) + 0) * 8)) + F.ReduceSum(sum_lanes));
                    var neg = -(sum / scalar);
                    neg.StorePartial((float*)label + tile % 32, 1);
                }

                private static void k00_finish(ExecutionFrame* frame, GemmTile* tile)
                {
                    var bias = (float*)frame->Buffers[1];
                    var first = (long)tile->Column;
                    var last = first + tile->Columns;
                    for (var i = (long)tile->Row; i < tile->Row + tile->Rows; i++)
                    {
                        var product = (float*)tile->Values + (i - tile->Row) * tile->Stride - first;
                        var j = first;
                        for (; j <= last - I.Count; j += I.Count)
                        {
                            var root = F.Load(product + j);
                            var add = root + F.Load(bias + j);
                            var select = F.Select(F.LessOrEqual(add, F.Create(0f)), F.Create(0f), add);
                            select.Store(product + j);
                        }

                        if (j < last)
                        {
                            var count = (nint)Math.Min(last - j, I.Count);
                            F.LoadPartial(bias + j, count).StorePartial(product + j, count);
                        }
                    }
                }
            }
        }
        """);

    /// <param name="references">The same objects that the file's C# will be compiled against.</param>
    public static void Run(IEnumerable<MetadataReference> references) =>
        AssemblyEmitter.Emit("Rehearsal", [Source], references, new DiagnosticBag());
}
