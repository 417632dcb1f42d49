using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetLang.Compiler;
using NetLang.Compiler.Text;
using NetLang.Gpu.Tests.Models;
using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Emission;

/// <summary>How often the programs of the gallery launch: a fusion that is lost shows here.</summary>
public sealed partial class LaunchCountTests
{
    [Fact]
    public void Launches_of_the_gallery_are_as_few_as_they_were() => Snapshot.Match(
        string.Concat(ExampleFiles.Paths
            .Select(path => Path.GetRelativePath(ExampleFiles.Folder, path))
            .Select(file => $"{file.Replace('\\', '/')}\n{Counts(file)}\n")),
        "launches");

    [Fact]
    public void A_step_of_a_convolutional_network_is_at_most_twenty_launches() => Assert.InRange(
        int.Parse(Step().Match(Counts("images/simple-cnn.net")).Groups[1].Value, CultureInfo.InvariantCulture), 1, 20);

    private static string Counts(string file)
    {
        var files = ImportedFiles.OnDisk(ExampleFiles.Folder);
        var compilation = Compilation.Create(
            new SourceText(file, files(file).Text!), new() { AssemblyName = "test", ReadImport = files });
        var explained = compilation.ExplainGpuKernels(_ => new Dictionary<string, long>(), null);
        return string.Concat(Program().Matches(explained).Select(program => $"    {program.Groups[1].Value}\n"));
    }

    [GeneratedRegex("(?m)^program (.*)$")]
    private static partial Regex Program();

    [GeneratedRegex("\"train\" on GPUs: [0-9]+ kernels in ([0-9]+) launches")]
    private static partial Regex Step();
}
