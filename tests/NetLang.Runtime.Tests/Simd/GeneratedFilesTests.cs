using System.Runtime.CompilerServices;
using NetLang.Runtime.Generator;
using Xunit;

namespace NetLang.Runtime.Tests.Simd;

public class GeneratedFilesTests
{
    [Fact]
    public void CommittedFilesAreWhatTheGeneratorWrites()
    {
        var directory = Path.GetFullPath(Path.Combine(ThisDirectory(), "../../../src/NetLang.Runtime/Generated"));
        var expected = GeneratedFiles.All().ToDictionary(file => file.Name, file => file.Text);

        Assert.Equal(expected.Keys.Order(), Directory.GetFiles(directory).Select(Path.GetFileName).Order());
        foreach (var (name, text) in expected)
            Assert.Equal(text, File.ReadAllText(Path.Combine(directory, name)).ReplaceLineEndings("\n"));
    }

    private static string ThisDirectory([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
