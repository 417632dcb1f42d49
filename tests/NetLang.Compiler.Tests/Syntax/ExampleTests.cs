using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Syntax;

public class ExampleTests
{
    [Fact]
    public void A_model_and_its_training() => Snapshot.Match(Parsed.Dump(DesignExamples.Fashion), "fashion");

    [Fact]
    public void Layers_losses_and_optimizers() => Snapshot.Match(Parsed.Dump(DesignExamples.Layers), "layers");

    [Fact]
    public void Everything_else() => Snapshot.Match(Parsed.Dump(DesignExamples.Breadth), "breadth");
}
