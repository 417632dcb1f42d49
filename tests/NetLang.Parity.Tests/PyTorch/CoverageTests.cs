using NetLang.Compiler.Prelude;
using NetLang.Compiler.Syntax;
using Xunit;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>What the prelude has of activations, layers, losses, optimizers and clippings is compared with something.</summary>
public class CoverageTests
{
    // Parts that norms, losses and optimizers are made of.
    private static readonly string[] Parts =
    [
        "standardise", "spatialAxes", "perChannel", "scaleChannels", "partMeans", "interpolated",
        "reflected", "projectionShortcut", "withDecay", "flushToZero", "movingAverage", "distance",
        "stepsOf", "recurrentLayers", "attended", "queriesOf", "answersTo",
        "meanOfValues", "attendedHeads", "placeAngles",
    ];

    public static TheoryData<string> Definitions =>
    [
        .. from file in PreludeFiles.Units
           where Path.GetFileNameWithoutExtension(file.Source.Path)
               is "activations" or "normalisation" or "convolution" or "transposed" or "pooling" or "resizing"
               or "blocks" or "recurrent" or "attention" or "multihead" or "positions" or "transformer" or "losses" or "similarity" or "optimizers" or "clipping"
           from definition in file.Declarations
           let name = (definition as OptimizerDeclaration)?.Name.Text ?? ((LetDeclaration)definition).Target.Span.Text
           where !Parts.Contains(name)
           select name,
    ];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void There_is_a_fixture(string name)
    {
        var cases = Fixture.Activations.Cases.Select(c => c.Name)
            .Concat(Fixture.Norms.Cases.Select(c => c.Layer))
            .Concat(Fixture.Blocks.Cases.Select(c => c.Layer))
            .Concat(Fixture.Windows.Cases.Select(c => c.Layer))
            .Concat(Fixture.Recurrent.Cases.Select(c => c.Body))
            .Concat(Fixture.Transformer.Cases.Select(c => c.Body.Replace('(', ' ')))
            .Concat(Fixture.Losses.Cases.Select(c => c.Name))
            .Concat(Fixture.VectorLosses.Cases.Select(c => c.Name))
            .Concat(Fixture.Optimizers.Cases.Select(c => c.Optimizer));
        Assert.Contains(cases, each => each.Split(' ', ';', '=').Contains(name));
    }
}
