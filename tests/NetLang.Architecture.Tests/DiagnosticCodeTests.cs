using System.Reflection;
using NetLang.Compiler.Diagnostics;
using Xunit;

namespace NetLang.Architecture.Tests;

/// <summary>Every diagnostic has a code of its own, in the range of its phase, and an explanation.</summary>
public class DiagnosticCodeTests
{
    private static readonly DiagnosticDescriptor[] All =
    [
        .. from type in typeof(DiagnosticDescriptor).Assembly.GetTypes()
           from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
           where field.FieldType == typeof(DiagnosticDescriptor)
           select (DiagnosticDescriptor)field.GetValue(null)!,
    ];

    [Fact]
    public void Codes_are_unique() =>
        Assert.Empty(All.GroupBy(d => d.Code).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Codes_are_of_a_known_range() =>
        Assert.All(All, d => Assert.Matches("^NL[1-5][0-9]{3}$", d.Code));

    [Fact]
    public void Every_code_is_explained() =>
        Assert.All(All, d => Assert.True(d.Explanation.Length >= 80 && d.Title.Length >= 5, d.Code));
}
