using System.Linq;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Agreement;

/// <summary>What the compiler accepts for an element type compiles for the GPU.</summary>
[Trait("Category", "Slow")]
public sealed class ElementTypeTests
{
    public static TheoryData<ElementType> Types => [.. TypedExpressions.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_accepted_compiles(ElementType element) =>
        GpuPrograms.Compile([.. TypedExpressions.Accepted(element).Programs.Select(p => p.Kernels)], ["N"]);
}
