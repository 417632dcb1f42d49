using System.Reflection;
using Xunit;

namespace NetLang.Runtime.Tests;

public class RuntimeErrorTests
{
    [Fact]
    public void Every_error_is_listed_for_explain()
    {
        var declared = from type in typeof(RuntimeError).Assembly.GetTypes()
                       from field in type.GetFields(BindingFlags.Static | BindingFlags.Public)
                       where field.FieldType == typeof(RuntimeError)
                       select (RuntimeError)field.GetValue(null)!;
        Assert.Equal(declared.OrderBy(error => error.Code), RuntimeErrors.All);
    }

    [Fact]
    public void Codes_are_unique_and_in_the_ranges_of_the_runtime()
    {
        Assert.Equal(RuntimeErrors.All.Count, RuntimeErrors.All.DistinctBy(error => error.Code).Count());
        Assert.All(RuntimeErrors.All, error => Assert.Matches("^NL4[5-9][0-9]{2}$", error.Code));
    }

    [Fact]
    public void Every_error_is_explained() =>
        Assert.All(RuntimeErrors.All, error => Assert.True(error.Explanation.Length > 50, error.Code));
}
