using NetLang.Runtime;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

public sealed class FusionTests
{
    [Fact]
    public void Training_step_of_the_primers_network()
    {
        var kernels = KernelAgreement.Build(TrainingStep.Mlp(784, [256, 128, 10])).Kernels;

        // 3 products forward, 2 backward to inputs, 3 to weights; loss with its gradient, the mean; 3 biases.
        Assert.Equal(13, kernels.Length);
        Assert.Equal(8, kernels.Count(k => k.Root is not null));
        Assert.Equal(5, kernels.Count(k => !k.Reductions.IsEmpty));

        // Six updates store a parameter and both of its moments, none of them through a copy.
        Assert.Equal(6, kernels.Count(k => k.Outputs.Length == 3 && k.Name.EndsWith("sqrt", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F64)]
    public void Training_step_agrees(ElementType element) =>
        KernelAgreement.Check(TrainingStep.Mlp(5, [4, 3, 3], dropout: 0, element));
}
