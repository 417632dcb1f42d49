using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Which changes of the text are suggested.</summary>
public class RepairTests
{
    /// <summary><c>6 |> convTranspose2d x 3</c> has one error in place of two, but of another kind.</summary>
    [Fact]
    public void A_change_that_makes_another_mistake_is_not_suggested()
    {
        var errors = Programs.Analyze(
            "model Net (x: f32[N, 6, 8, 8]) = x |> convTranspose2d 6 3 { stride = Two; padding = Full }").Diagnostics.All;

        Assert.Equal(2, errors.Count);
        Assert.All(errors, error => Assert.Null(error.Repair));
    }
}
