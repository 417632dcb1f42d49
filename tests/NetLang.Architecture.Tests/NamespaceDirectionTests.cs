using System.Text.RegularExpressions;
using Xunit;

namespace NetLang.Architecture.Tests;

/// <summary>Each stage reads only those below it: the table of src/ARCHITECTURE.md.</summary>
public partial class NamespaceDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Text"] = [],
        ["Diagnostics"] = ["Text"],
        ["Syntax"] = ["Text", "Diagnostics"],
        ["Formatting"] = ["Text", "Diagnostics", "Syntax"],
        ["IR"] = ["Text", "Diagnostics"],
        ["Ops"] = ["Text", "Diagnostics", "IR"],
        ["Semantics"] = ["Text", "Diagnostics", "Syntax", "IR", "Ops"],
        ["Diagrams"] = ["IR", "Ops"],
        ["Passes"] = ["Text", "Diagnostics", "IR", "Ops"],
        ["Kernels"] = ["Text", "Diagnostics", "IR", "Ops"],
        ["Codegen"] = ["Text", "Diagnostics", "IR", "Ops", "Kernels"],
    };

    public static TheoryData<string> Folders => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_stage_uses_only_those_below_it(string folder)
    {
        var wrong =
            from file in Repository.Files($"src/NetLang.Compiler/{folder}", "*.cs")
            from Match match in StageReference().Matches(Repository.Read(file))
            let stage = match.Groups[1].Value
            where Allowed.ContainsKey(stage) && stage != folder && !Allowed[folder].Contains(stage)
            select $"{file} uses {stage}";
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Every_folder_of_the_compiler_is_a_stage()
    {
        var folders = Directory.GetDirectories(Repository.Compiler)
            .Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj" or "Prelude"));
        Assert.Empty(folders.Except(Allowed.Keys));
    }

    [Fact]
    public void The_runtime_does_not_know_the_compiler()
    {
        var wrong = Repository.Files("src/NetLang.Runtime", "*.cs")
            .Where(file => Repository.Read(file).Contains("NetLang.Compiler", StringComparison.Ordinal));
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"NetLang\.Compiler\.(\w+)")]
    private static partial Regex StageReference();
}
