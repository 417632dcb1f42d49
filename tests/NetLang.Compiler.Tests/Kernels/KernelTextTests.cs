using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

public sealed class KernelTextTests
{
    private const string DenseSoftmax = """
        graph "predict" {
          %x = input {name = "x"} : f32[N, 4]
          %w = variable {name = "weight"} : f32[3, 4]
          %wt = transpose(%w) {axes = (1, 0)} : f32[4, 3]
          %product = matmul(%x, %wt) : f32[N, 3]
          %b = variable {name = "bias"} : f32[3]
          %bias = broadcast(%b) {axes = (1)} : f32[N, 3]
          %y = add(%product, %bias) : f32[N, 3]
          %max = max(%y) {axes = (1)} : f32[N]
          %highest = broadcast(%max) {axes = (0)} : f32[N, 3]
          %shifted = sub(%y, %highest) : f32[N, 3]
          %power = exp(%shifted) : f32[N, 3]
          %sum = sum(%power) {axes = (1)} : f32[N]
          %total = broadcast(%sum) {axes = (0)} : f32[N, 3]
          %share = div(%power, %total) : f32[N, 3]
          output "share" = %share
        }
        """;

    [Fact]
    public void Kernels_can_be_read() =>
        Snapshot.Match(KernelText.Print(KernelAgreement.Build(GraphText.Parse(DenseSoftmax, new GraphBuilder()))), "dense-softmax");

    [Fact]
    public void Kernels_are_explained() => Snapshot.Match(
        KernelExplanation.Print(
            KernelAgreement.Build(GraphText.Parse(DenseSoftmax, new GraphBuilder())),
            new Dictionary<string, long> { ["N"] = 1024 }),
        "dense-softmax-explained");

    [Fact]
    public void Missed_fast_paths_are_told()
    {
        const string Swap = """
            graph "train" {
              %v = variable {name = "v"} : f32[4, 3]
              %w = variable {name = "w"} : f32[3, 4]
              %vt = transpose(%v) {axes = (1, 0)}
              %wt = transpose(%w) {axes = (1, 0)}
              update "v" = %wt
              update "w" = %vt
            }
            """;
        var text = KernelExplanation.Print(
            KernelAgreement.Build(GraphText.Parse(Swap, new GraphBuilder())), new Dictionary<string, long>());
        Assert.Contains("  ! by strides, not by vectors: v\n", text);
        Assert.Contains("  ! copies a new value: ", text);
    }

    /// <summary>What follows a reduction is computed once a row, and what is replaced is read and written.</summary>
    [Fact]
    public void Statistics_count_rows_and_updates()
    {
        const string Update = """
            graph "train" {
              %x = input {name = "x"} : f32[N, 3]
              %v = variable {name = "v"} : f32[3]
              %sum = sum(%x) {axes = (0)} : f32[3]
              %root = sqrt(%sum) : f32[3]
              %new = sub(%v, %root) : f32[3]
              update "v" = %new
            }
            """;
        var program = KernelAgreement.Build(GraphText.Parse(Update, new GraphBuilder()));
        var statistics = KernelStatistics.Of(Assert.Single(program.Kernels), program);
        var n = Dim.Symbol("N");
        Assert.Equal((n * 3) + (2 * 3), statistics.Flops);
        Assert.Equal((n * 12) + 12 + 12, statistics.Bytes);
        Assert.Equal(Dim.One, statistics.Launches);
    }

    [Fact]
    public void Statistics_count_a_product_twice()
    {
        var program = KernelAgreement.Build(GraphText.Parse(DenseSoftmax, new GraphBuilder()));
        var (product, rows) = (program.Kernels[0], program.Kernels[1]);
        var n = Dim.Symbol("N");

        var ofProduct = KernelStatistics.Of(product, program);
        Assert.Equal(KernelClass.Structured, product.Class);
        Assert.Equal(n * (3 * 4 * 2) + (n * 3), ofProduct.Flops);
        Assert.Equal(n * (4 * 4) + (4 * 3 * 4) + (4 * 3) + (n * 12), ofProduct.Bytes);
        Assert.Empty(ofProduct.Strided);
        Assert.Equal(KernelClass.RowReduction, rows.Class);
    }
}
