using System;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using NetLang.Gpu.Tests.Agreement;
using Xunit;

namespace NetLang.Gpu.Tests.TestImplementation;

/// <summary>What ILGPU cannot translate, or translates wrongly, is refused when a kernel is loaded.</summary>
public sealed class RefusedKernelTests
{
    private static readonly float[] Table = [1, 2];
    private static float mutable = 1;

    private delegate void Launch(AcceleratorStream stream, KernelConfig config, ArrayView<float> x);

    private interface IScale
    {
        static abstract float Scale(float x);
    }

    [Theory]
    [InlineData(nameof(Catch), "Catch handles exceptions")]
    [InlineData(nameof(Finally), "Finally handles exceptions")]
    [InlineData(nameof(Throw), "Throw throws")]
    [InlineData(nameof(ThrowInCallee), "Positive throws")]
    [InlineData(nameof(NewObject), "NewObject makes an object of class Random")]
    [InlineData(nameof(NewArray), "NewArray makes an array")]
    [InlineData(nameof(Box), "Box makes an object of a value")]
    [InlineData(nameof(Lambda), "Lambda ")]
    [InlineData(nameof(Delegate), "Delegate makes a delegate")]
    [InlineData(nameof(VirtualCall), "VirtualCall calls a virtual method")]
    [InlineData(nameof(StackAllocation), "StackAllocation ")]
    [InlineData(nameof(ReadTable), "ReadTable uses a static field")]
    [InlineData(nameof(ReadMutable), "ReadMutable uses a static field")]
    [InlineData(nameof(WriteMutable), "WriteMutable uses a static field")]
    [InlineData(nameof(Text), "Text calls String.get_Length")]
    [InlineData(nameof(Checked), "Checked checks for overflow")]
    [InlineData(nameof(Recursive), "Down calls itself, directly or by others")]
    [InlineData(nameof(MutuallyRecursive), "Even calls itself, directly or by others")]
    [InlineData(nameof(RecursiveByInterface), "Scale calls itself, directly or by others")]
    [InlineData(nameof(HalfNumber), "HalfNumber ")]
    [InlineData(nameof(AnyVector), "AnyVector ")]
    [InlineData(nameof(FourVector), "FourVector ")]
    [InlineData(nameof(AnySpan), "AnySpan ")]
    [InlineData(nameof(DecimalNumber), "DecimalNumber ")]
    [InlineData(nameof(Log2), "Log2 calls MathF.Log2")]
    [InlineData(nameof(Cbrt), "Cbrt calls MathF.Cbrt")]
    [InlineData(nameof(FusedMultiplyAdd), "FusedMultiplyAdd calls MathF.FusedMultiplyAdd")]
    [InlineData(nameof(ReciprocalEstimate), "ReciprocalEstimate calls MathF.ReciprocalEstimate")]
    [InlineData(nameof(Sign), "Sign calls MathF.Sign")]
    [InlineData(nameof(Clamp), "Clamp calls Math.Clamp")]
    [InlineData(nameof(HashCode), "HashCode calls ")]
    [InlineData(nameof(ByteToSByte), "ByteToSByte casts Byte to another sign of the same width")]
    [InlineData(nameof(SByteToByte), "SByteToByte casts SByte to another sign of the same width")]
    [InlineData(nameof(UShortToShort), "UShortToShort casts UInt16 to another sign of the same width")]
    [InlineData(nameof(ShortToUShort), "ShortToUShort casts Int16 to another sign of the same width")]
    [InlineData(nameof(ElementToSByte), "ElementToSByte casts Byte to another sign of the same width")]
    [InlineData(nameof(ResultToSByte), "ResultToSByte casts Byte to another sign of the same width")]
    [InlineData(nameof(SharedByLane), "SharedByLane allocates memory whose size is no constant")]
    [InlineData(nameof(LocalByLane), "LocalByLane allocates memory whose size is no constant")]
    [InlineData(nameof(TooMuchShared), "TooMuchShared takes 65536 bytes of shared memory a group; there are 32768")]
    [InlineData(nameof(TooMuchInCallees), "TooMuchInCallees takes 65536 bytes of shared memory a group; there are 32768")]
    public void Is_refused(string kernel, string problem)
    {
        var fault = Assert.Throws<KernelFault>(() => Load(kernel));
        Assert.StartsWith(problem, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ILGPU_translates_is_not_refused()
    {
        using var accelerator = TestDevice.Create(4);
        using var buffer = accelerator.Allocate1D<float>(1);
        ArrayView<float> view = buffer.View;
        view.CopyFromCPU(accelerator.DefaultStream, [2f]);
        Load(accelerator, nameof(Allowed))(accelerator.DefaultStream, new KernelConfig(1, 1), view);
        var result = new float[1];
        view.CopyToCPU(accelerator.DefaultStream, result);
        Assert.Equal([27], result);
    }

    /// <summary>Loops, switches, structs, tuples, references, generics, static members of interfaces, bit casts.</summary>
    private static void Allowed(ArrayView<float> x)
    {
        var shared = SharedMemory.Allocate<float>(4096);
        shared[Group.IdxX] = x[0];
        Group.Barrier();
        var pair = Both(shared[0], 3);
        var sum = new Pair(pair.Item1, pair.Item2).Sum;
        Add(ref sum, By<Doubling>(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x[0]))));
        for (var i = 0; i < 3; i++)
            sum += i switch { 0 => 1, 1 => 2, _ => (byte)((int)sum & 7) };
        x[0] = float.IsNaN(sum) ? 0 : MathF.Floor(sum) + MathF.Abs(-11);
    }

    private static (float, float) Both(float a, float b) => (a, b);

    private static void Add(ref float sum, float value) => sum += value;

    private static float By<T>(float x)
        where T : struct, IScale => T.Scale(x);

    private readonly struct Pair(float a, float b)
    {
        public float Sum => a + b;
    }

    private readonly struct Doubling : IScale
    {
        public static float Scale(float x) => 2 * x;
    }

    private readonly struct Endless : IScale
    {
        public static float Scale(float x) => By<Endless>(x);
    }

    private static void Catch(ArrayView<float> x)
    {
        try
        {
            x[0] = 1;
        }
        catch (InvalidOperationException)
        {
            x[0] = 2;
        }
    }

    private static void Finally(ArrayView<float> x)
    {
        try
        {
            x[0] = 1;
        }
        finally
        {
            x[0] = 2;
        }
    }

    private static void Throw(ArrayView<float> x) => throw new InvalidOperationException();

    private static void ThrowInCallee(ArrayView<float> x) => x[0] = Positive(x[0]);

    private static float Positive(float x) => x > 0 ? x : throw new InvalidOperationException();

    private static void NewObject(ArrayView<float> x) => _ = new Random(1);

    private static void NewArray(ArrayView<float> x) => x[0] = new float[(int)x[0]].Length;

    private static void Box(ArrayView<float> x)
    {
        object boxed = x[0];
        x[1] = boxed.GetHashCode();
    }

    private static void Lambda(ArrayView<float> x)
    {
        Func<float, float> twice = value => 2 * value;
        x[0] = twice(x[0]);
    }

    private static void Delegate(ArrayView<float> x)
    {
        var factor = x[1];
        Scaled(value => factor * value, x);
    }

    private static void Scaled(Func<float, float> scale, ArrayView<float> x) => x[0] = scale(x[0]);

    private static void VirtualCall(ArrayView<float> x) => x[0] = x[0].Equals(x[1]).ToString().Length;

    private static unsafe void StackAllocation(ArrayView<float> x)
    {
        var local = stackalloc float[4];
        x[0] = local[1];
    }

    private static void ReadTable(ArrayView<float> x) => x[0] = Table[1];

    private static void ReadMutable(ArrayView<float> x) => x[0] = mutable;

    private static void WriteMutable(ArrayView<float> x) => mutable = x[0];

    private static void Text(ArrayView<float> x) => x[0] = "text".Length;

    private static void Checked(ArrayView<float> x) => x[0] = checked((int)x[0] + 1);

    private static void Recursive(ArrayView<float> x) => x[0] = Down(x[0]);

    private static float Down(float x) => x > 1 ? Down(x - 1) : 0;

    private static void MutuallyRecursive(ArrayView<float> x) => x[0] = Even((int)x[0]) ? 1 : 0;

    private static bool Even(int n) => n == 0 || Odd(n - 1);

    private static bool Odd(int n) => n != 0 && Even(n - 1);

    private static void RecursiveByInterface(ArrayView<float> x) => x[0] = Endless.Scale(x[0]);

    private static void HalfNumber(ArrayView<float> x)
    {
        var half = (Half)x[0];
        x[0] = (float)half;
    }

    private static void AnyVector(ArrayView<float> x)
    {
        var vector = new Vector<float>(x[0]);
        x[0] = vector[0];
    }

    private static void FourVector(ArrayView<float> x)
    {
        var vector = new Vector4(x[0]);
        x[0] = vector.X;
    }

    private static void AnySpan(ArrayView<float> x)
    {
        var value = x[0];
        var span = new Span<float>(ref value);
        x[0] = span[0];
    }

    private static void DecimalNumber(ArrayView<float> x)
    {
        var number = (decimal)x[0];
        x[0] = (float)number;
    }

    private static void Log2(ArrayView<float> x) => x[0] = MathF.Log2(x[0]);

    private static void Cbrt(ArrayView<float> x) => x[0] = MathF.Cbrt(x[0]);

    private static void FusedMultiplyAdd(ArrayView<float> x) => x[0] = MathF.FusedMultiplyAdd(x[0], x[0], x[0]);

    private static void ReciprocalEstimate(ArrayView<float> x) => x[0] = MathF.ReciprocalEstimate(x[0]);

    private static void Sign(ArrayView<float> x) => x[0] = MathF.Sign(x[0]);

    private static void Clamp(ArrayView<float> x) => x[0] = Math.Clamp(x[0], 0, 1);

    private static void HashCode(ArrayView<float> x) => x[0] = System.HashCode.Combine(x[0]);

    private static void ByteToSByte(ArrayView<float> x) => x[0] = (sbyte)(byte)x[0];

    private static void SByteToByte(ArrayView<float> x) => x[0] = (byte)(sbyte)x[0];

    private static void UShortToShort(ArrayView<float> x) => x[0] = (short)(ushort)x[0];

    private static void ShortToUShort(ArrayView<float> x) => x[0] = (ushort)(short)x[0];

    private static void ElementToSByte(ArrayView<float> x) => x[0] = (sbyte)x.Cast<byte>()[0];

    private static void ResultToSByte(ArrayView<float> x) => x[0] = (sbyte)AsByte(x[0]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte AsByte(float x) => (byte)x;

    private static void SharedByLane(ArrayView<float> x) => x[0] = SharedMemory.Allocate<float>(Group.DimX)[0];

    private static void LocalByLane(ArrayView<float> x) => x[0] = LocalMemory.Allocate<float>(Group.IdxX)[0];

    private static void TooMuchShared(ArrayView<float> x) => x[0] = SharedMemory.Allocate<double>(8192)[0] > 0 ? 1 : 0;

    private static void TooMuchInCallees(ArrayView<float> x) => x[0] = HalfOfIt(x) + HalfOfIt(x);

    private static float HalfOfIt(ArrayView<float> x) => SharedMemory.Allocate<float>(8192)[0] + x[0];

    private static Launch Load(string kernel)
    {
        using var accelerator = TestDevice.Create(4);
        return Load(accelerator, kernel);
    }

    private static Launch Load(Accelerator accelerator, string kernel) => accelerator.LoadKernel<Launch>(
        typeof(RefusedKernelTests).GetMethod(kernel, BindingFlags.Static | BindingFlags.NonPublic)!);
}
