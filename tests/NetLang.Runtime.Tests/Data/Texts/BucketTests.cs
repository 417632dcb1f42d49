using NetLang.Runtime.Data;
using NetLang.Runtime.Data.Rows;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Texts;

/// <summary>Texts in buckets: which rows are in which, and what of them a batch gets.</summary>
public sealed class BucketTests : IDisposable
{
    private static readonly TensorSpec Label = Specs.Tensor("label", ElementType.I32);

    private static readonly LabelledTextSource Names = new(new CharacterTokens("abc", null), "names.csv", "name", "kind", 4)
    {
        Buckets = new(1, 3, 4),
    };

    private readonly TextProject project = new TextProject().With("names.csv", "kind,name\nx,ccc\ny,a\nx,\ny,bbbb\nx,ca\n");

    public void Dispose() => project.Dispose();

    [Fact]
    public void Rows_keep_their_bucket_through_split_and_conversion()
    {
        Assert.Equal([1, 0, 0, 2, 1], project.Load(Names)["tokens"].Buckets!.OfRow);
        var split = project.Load(new TransformedSource(Names, new SplitTransform(0.4, 0, First: false) { IsShuffled = false }));
        Assert.Equal([0, 2, 1], split["tokens"].Buckets!.OfRow);
        var bound = Bind(Specs.Tensor("tokens", ElementType.I64, "T"));
        Assert.Equal((1, 0), (bound.Buckets!.Symbol, bound.Buckets.Column));
        Assert.Equal([1, 0, 0, 2, 1], bound.Buckets.Rows.OfRow);
    }

    [Theory]
    [InlineData(new[] { 0, 4 }, new[] { 2, 2, 2, 2, 0, 0 })]
    [InlineData(new[] { 2, 1 }, new[] { 0, 0 })]
    [InlineData(new[] { 3 }, new[] { 1, 1, 1, 1 })]
    public unsafe void A_batch_has_rows_of_its_length(int[] rows, int[] expected)
    {
        using var pool = new WorkerPool(2);
        using var inputs = new BatchInputs(Bind(Specs.Tensor("tokens", ElementType.I32, "T")), 2, pool, isTraining: true);
        inputs.Read(rows, default);
        Assert.Equal(expected, new ReadOnlySpan<int>(inputs[0], expected.Length));
    }

    [Fact]
    public unsafe void So_it_has_where_they_are_changed_when_they_are_read()
    {
        var column = DataColumn.Create("tokens", new byte[] { 1, 2, 3, 4, 5, 6 }, 3).In(RowBuckets.Of([2, 3], [2, 1]));
        var data = new Dataset(column.Then(new ScaleStep([3], 10)), DataColumn.Create("labels", new int[2]));
        var bound = BoundData.Create(data, Specs.Model(Specs.Tensor("tokens", ElementType.F32, "T")), [Label]);
        using var pool = new WorkerPool(1);
        using var inputs = new BatchInputs(bound, 2, pool, isTraining: true);
        inputs.Read([0, 1], default);
        Assert.Equal([10f, 20, 40, 50], new ReadOnlySpan<float>(inputs[0], 4));
    }

    [Fact]
    public void A_model_of_one_length_is_refused()
    {
        var failure = Assert.Throws<NetLangException>(() => Bind(Specs.Tensor("tokens", ElementType.I32, 4)));
        Assert.Equal(DataErrors.ShapeMismatch, failure.Error);
        Assert.Contains("'tokens' of Net is i32[N, 4], whose length is not chosen", failure.Problem, StringComparison.Ordinal);
        var pairs = new Dataset(project.Load(Names)["tokens"], DataColumn.Create("mask", new int[20], 4), DataColumn.Create("labels", new int[5]));
        var model = Specs.Model(Specs.Tensor("tokens", ElementType.I32, "T"), Specs.Tensor("mask", ElementType.I32, "T"));
        failure = Assert.Throws<NetLangException>(() => BoundData.Create(pairs, model, [Label]));
        Assert.Contains("'mask', i32[N, T], has its length too", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bucket_that_is_needed_is_told()
    {
        var failure = project.With("names.csv", "kind,name\nx,aaaaa\n").Failure(Names);
        Assert.EndsWith("has 5 tokens, and the last of `buckets` is 4", failure.Problem, StringComparison.Ordinal);
        Assert.Equal("let `buckets` end with `5`, or shorten the text", failure.Help);
    }

    private BoundData Bind(TensorSpec tokens) => BoundData.Create(project.Load(Names), Specs.Model(tokens), [Label]);
}
