using NetLang.Runtime.Tests.Models;
using Xunit;

namespace NetLang.Runtime.Tests.Weights;

public sealed class CorruptFileTests : IDisposable
{
    private const string Weight = """ "line.weight":{"dtype":"F32","shape":[3],"data_offsets":[0,12]} """;

    private readonly TemporaryFolder folder = new();
    private readonly LineModel model = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "StartArray")]
    [InlineData("{", "JSON")]
    [InlineData("{} {}", "JSON")]
    [InlineData("{" + Weight + "," + Weight + "}", "twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3]}}""", "lacks dtype, shape or two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0]}}""", "lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-3],"data_offsets":[0,12]}}""", "no size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,12]}}""", "no size")]
    [InlineData("""{"a":{"dtype":"F32","shape":["3"],"data_offsets":[0,12]}}""", "something else")]
    [InlineData("""{"a":{"dtype":7,"shape":[3],"data_offsets":[0,12]}}""", "Number where String")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12],"x":1}}""", "field 'x'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[12,0]}}""", "cut off")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "cut off")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}""", "has 12 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", "gap or an overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "4 bytes follow")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"""
        + """ "b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""",
        "overlap before 'b'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", "64 bits")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9999999999999999999999],"data_offsets":[0,0]}}""", "no size")]
    public void Every_broken_rule_is_told(string header, string expected)
    {
        var error = ErrorOf(SafetensorsBytes.Raw(header, new byte[12]));
        Assert.Equal(WeightErrors.Corrupt, error.Error);
        Assert.Contains(expected, error.Problem);
    }

    [Fact]
    public void Deep_nesting_is_no_stack_overflow() => Assert.Equal(
        WeightErrors.Corrupt,
        ErrorOf(SafetensorsBytes.Raw("{\"__metadata__\":{\"a\":" + new string('[', 100_000), [])).Error);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 62)]
    [InlineData(200_000_000UL)]
    [InlineData(1000UL)]
    public void A_header_longer_than_the_file_takes_no_memory(ulong length)
    {
        byte[] bytes = [.. BitConverter.GetBytes(length), .. "{}"u8];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(WeightErrors.Corrupt, ErrorOf(bytes).Error);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Every_cut_of_a_file_is_corrupt()
    {
        var sound = SafetensorsBytes.Line("F32", new byte[12]);
        for (var length = 0; length < sound.Length; length++)
            Assert.Equal(WeightErrors.Corrupt, ErrorOf(sound[..length]).Error);
    }

    [Fact]
    public void Mutated_files_load_or_are_told_and_never_change_the_model_by_halves()
    {
        var sound = SafetensorsBytes.Line("F32", new byte[12]);
        var random = new System.Random(20);
        var start = model.Parameters[0].ToArray<float>();
        var interesting = "\0\u00ff{}[]\":,0129-eE "u8.ToArray();
        for (var run = 0; run < 1000; run++)
        {
            var bytes = (byte[])sound.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var value = random.Next(3) == 0 ? (byte)random.Next(256) : interesting[random.Next(interesting.Length)];
                bytes[random.Next(bytes.Length)] = value;
            }

            try
            {
                model.LoadWeights(folder.Write("file", bytes));
                model.Parameters[0].CopyFrom(start);
            }
            catch (NetLangException error)
            {
                Assert.StartsWith("NL46", error.Error.Code);
                Assert.Equal(start, model.Parameters[0].ToArray<float>());
            }
        }
    }

    private NetLangException ErrorOf(byte[] bytes) =>
        Assert.Throws<NetLangException>(() => model.LoadWeights(folder.Write("file", bytes)));
}
