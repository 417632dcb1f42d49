using System.Text.RegularExpressions;
using NetLang.Compiler.Ops;
using Xunit;

namespace NetLang.Architecture.Tests;

/// <summary>Names that say nothing, and knowledge in the wrong place.</summary>
public partial class NamingTests
{
    [Fact]
    public void No_type_is_called_Helper_Manager_or_Utils()
    {
        var wrong =
            from folder in new[] { "src", "tests" }
            from file in Repository.Files(folder, "*.cs")
            from Match match in EmptyName().Matches(Repository.Read(file))
            select $"{file}: {match.Value}";
        Assert.Empty(wrong);
    }

    /// <summary>A layer is a prelude definition that declares or reaches a param or state, and dropout.</summary>
    [Fact]
    public void No_layer_name_occurs_in_the_compilers_code()
    {
        var layers = PreludeLayers.Names();
        Assert.Contains("dense", layers);
        var words = new Regex($@"""(?:{string.Join('|', layers.Select(Regex.Escape))})""");
        var wrong =
            from folder in new[] { "src/NetLang.Compiler", "src/NetLang.Runtime" }
            from file in Repository.Files(folder, "*.cs")
            from Match match in words.Matches(Repository.Read(file))
            select $"{file}: {match.Value}";
        Assert.Empty(wrong);
    }

    /// <summary>Op kinds are tested only inside Ops: others ask traits.</summary>
    [Fact]
    public void No_stage_asks_which_op_a_node_has()
    {
        // A class of several ops is a trait.
        var kinds = OpRegistry.All.GroupBy(op => op.GetType().Name).Where(ops => ops.Count() == 1).Select(ops => ops.Key);
        var types = new Regex($@"(?:\b(?:is|not|as|or|case) |OfType<|typeof\()(?:{string.Join('|', kinds)})\b");
        var wrong =
            from folder in new[] { "IR", "Semantics", "Passes", "Kernels", "Codegen" }
            from file in Repository.Files($"src/NetLang.Compiler/{folder}", "*.cs")
            where !file.Contains("/Passes/Patterns/", StringComparison.Ordinal)
            from Match match in OpNameTest().Matches(Repository.Read(file)).Concat(types.Matches(Repository.Read(file)))
            select $"{file}: {match.Value}";
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"(?:class|record|struct|interface) \w*(?:Helper|Manager|Util)s?\b")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"Op\.Name (?:==|!=|is|switch)")]
    private static partial Regex OpNameTest();
}
