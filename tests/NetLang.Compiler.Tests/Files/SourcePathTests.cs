using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Files;

public class SourcePathTests
{
    [Theory]
    [InlineData("", "a.net", "a.net")]
    [InlineData("", "./a/../b.net", "b.net")]
    [InlineData("lib", "a.net", "lib/a.net")]
    [InlineData("lib", "../a.net", "a.net")]
    [InlineData("lib", "../../a.net", "../a.net")]
    [InlineData("..", "../a.net", "../../a.net")]
    [InlineData("/home", "../../a.net", "/a.net")]
    [InlineData("/", "a.net", "/a.net")]
    [InlineData("", "/home/./a.net", "/home/a.net")]
    [InlineData("lib", "..", ".")]
    [InlineData("lib", "sub//./", "lib/sub")]
    public void Paths_are_joined_as_text(string folder, string path, string joined) =>
        Assert.Equal(joined, SourcePath.Join(folder, path));

    [Theory]
    [InlineData("a.net", "")]
    [InlineData("lib/deep/a.net", "lib/deep")]
    [InlineData("/a.net", "/")]
    public void The_folder_is_what_stands_before_the_name(string path, string folder) =>
        Assert.Equal(folder, SourcePath.Folder(path));
}
