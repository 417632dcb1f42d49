using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests;

[Trait("Category", "Numeric")]
public class VectorWidthTests
{
    [Fact]
    public void The_expected_width_is_in_use() => VectorWidth.AssertAsExpected();
}
