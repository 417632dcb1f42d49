using NetLang.Runtime.Execution;
using NetLang.Runtime.Generation;
using NetLang.Runtime.Tests.Models;
using Xunit;

namespace NetLang.Runtime.Tests;

/// <summary>What an app is told by each error that no command makes, in the folder <c>Codes</c>.</summary>
public class ErrorCodeTests
{
    private static readonly Dictionary<string, Action> Calls = new()
    {
        ["NL4607"] = () => new LineModel().Save("absent-folder/line.safetensors"),
        ["NL4702"] = () => new UntrainedLine().Train(LineModel.Examples(3)),
        ["NL4704"] = () => new LineModel().Train(LineModel.Examples(3), new() { Epochs = 0 }),
        ["NL4801"] = () => MemoryPlan.Create(new LinePredict(), LineModel.Define(), [1L << 62]),
        ["NL4802"] = () => MemoryPlan.Create(new LineShrinking(), LineModel.Define(), [1]),
        ["NL4803"] = () => new DevicePrograms("Line", () => UntrainedLine.Programs, null).On(Device.Gpu),
        ["NL4805"] = () => new DevicePrograms("Line", null, _ => throw new FileNotFoundException("no ILGPU.dll")).On(null),
        ["NL4901"] = () => new LineModel().Generate([0]),
        ["NL4902"] = () => TokenSampler.Check(new() { TopK = 0 }, tokens: 3),
        ["NL4903"] = () => new TokenSampler(new(), tokens: 3).Next([1, float.NaN, 0]),
        ["NL4904"] = StepBehindTheLastPlace,
    };

    public static TheoryData<string> Codes => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_call_makes_it(string code)
    {
        var failure = Assert.Throws<NetLangException>(Calls[code]);
        Assert.Equal(code, failure.Error.Code);
        var here = Path.GetFullPath("absent-folder");
        CodeSnapshots.Match(failure.Message.Replace(here, "absent-folder", StringComparison.Ordinal), code);
    }

    [Fact]
    public void Each_file_belongs_to_a_call() => CodeSnapshots.AreOf(Calls.Keys);

    private static unsafe void StepBehindTheLastPlace()
    {
        var model = LineModel.Define() with
        {
            Symbols = ["N", "T"],
            Inputs = [new("x", ElementType.F32, [DimensionSpec.Named("N", 0), DimensionSpec.Named("T", 1)])],
            BatchSymbol = 0,
            TimeSymbol = 1,
            Context = 4,
        };
        using var context = new StepContext(model, _ => throw new InvalidOperationException(), new LinePredict().Spec, null);
        context.Begin(new([], [], batch: 1, steps: 3));
        var x = stackalloc float[2];
        context.SetInput(0, ElementType.F32, (byte*)x, 2);
        context.Run();
    }

    private sealed class UntrainedLine() : Model(LineModel.Define(), Programs, null, null)
    {
        public static ModelPrograms Programs { get; } =
            new() { Initialize = new(new LineInitialize()), Predict = new(new LinePredict()) };
    }
}
