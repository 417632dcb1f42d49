using System.Reflection;
using System.Text.RegularExpressions;
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
        Assert.All(All, d => Assert.True(d.Explanation.Length >= 40 && d.Title.Length >= 5, d.Code));

    /// <summary>
    /// Of the compiler, the runtime and the command line. The tests that write the files fail where nothing makes the
    /// error, and where a file is left over, so none is unreachable.
    /// </summary>
    [Fact]
    public void A_test_shows_what_is_printed_for_every_code()
    {
        var declared = Repository.Files("src", "*Errors.cs").Concat(Repository.Files("src", "*Warnings.cs"))
            .SelectMany(file => Regex.Matches(Repository.Read(file), "\"(NL[0-9]{4})\"").Select(m => m.Groups[1].Value));
        var shown = Repository.Files("tests", "NL*.verified.txt")
            .Where(file => file.Contains("/Codes/", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file)[..6]);
        Assert.Equal(declared.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }
}
