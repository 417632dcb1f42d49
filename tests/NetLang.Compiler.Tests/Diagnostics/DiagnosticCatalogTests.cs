using System.Text.RegularExpressions;
using NetLang.Compiler.Diagnostics;
using Xunit;

namespace NetLang.Compiler.Tests.Diagnostics;

public class DiagnosticCatalogTests
{
    [Fact]
    public void Codes_are_unique_and_well_formed()
    {
        Assert.NotEmpty(DiagnosticCatalog.All);
        Assert.Equal(
            DiagnosticCatalog.All.Length,
            DiagnosticCatalog.All.Select(descriptor => descriptor.Code).Distinct().Count());
        Assert.All(DiagnosticCatalog.All, descriptor => Assert.Matches(new Regex("^NL[1-5][0-9]{3}$"), descriptor.Code));
    }

    [Fact]
    public void Each_is_explained() => Assert.All(DiagnosticCatalog.All, descriptor =>
    {
        Assert.Matches("^[a-z`]", descriptor.Title); // it stands behind the code
        Assert.True(descriptor.Page.Length > 80, $"{descriptor.Code} has no page");
    });

    [Fact]
    public void A_code_is_found_in_any_case()
    {
        Assert.Equal("NL1001", DiagnosticCatalog.Find("nl1001")?.Code);
        Assert.Null(DiagnosticCatalog.Find("NL9999"));
    }
}
