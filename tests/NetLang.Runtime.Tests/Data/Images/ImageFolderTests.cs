using NetLang.Runtime.Data;
using NetLang.Runtime.Data.Images;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Images;

public sealed class ImageFolderTests : IDisposable
{
    private readonly ImageProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Labels_are_places_of_sorted_folder_names()
    {
        project
            .With("dog/2.png", PngFiles.Grey(3, 2, 20)).With("dog/1.pgm", "P2 3 2 255 10 10 10 10 10 10"u8.ToArray())
            .With("Zebra/a.png", PngFiles.Grey(3, 2, 5)).With("cat/x.PNG", PngFiles.Grey(3, 2, 7))
            .With("dog/notes.txt", [1]).With("dog/.hidden.png", [1]).With(".git/a.png", [1]).With("readme.png", [1]);
        var data = project.Load(channels: 1);

        Assert.Equal(["Zebra", "cat", "dog"], ImageFolder.ClassNames(project.Path));
        Assert.Equal([0, 1, 2, 2], data["labels"].ToArray<int>());
        Assert.Equal([1, 2, 3], data["images"].RowShape);
        Assert.Equal([5, 7, 10, 20], data["images"].ToArray<byte>().Where((_, at) => at % 6 == 0));
    }

    [Fact]
    public void Images_are_kept_as_bytes()
    {
        project.With("a/1.png", PngFiles.Grey(3, 2, 9));
        Assert.Equal(ElementType.U8, project.Load()["images"].Type);
    }

    [Fact]
    public void Two_sizes_are_named_with_their_files()
    {
        project.With("a/1.png", PngFiles.Grey(3, 2)).With("b/2.png", PngFiles.Grey(2, 3));
        var failure = project.Failure();
        Assert.Equal(DataErrors.ImageSizesDiffer, failure.Error);
        Assert.Contains("1.png' has 3x2 pixels, but '", failure.Problem, StringComparison.Ordinal);
        Assert.Contains("2.png' has 2x3", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_failures_the_first_is_told()
    {
        for (var index = 0; index < 300; index++)
            project.With($"a/{index:D3}.png", index < 40 ? PngFiles.Grey(3, 2) : [1]);
        for (var run = 0; run < 5; run++)
            Assert.Contains("040.png", project.Failure().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_decoded_is_not_left_out()
    {
        project.With("a/1.png", PngFiles.Grey(3, 2)).With("a/2.jpg", [0xFF, 0xD8]);
        var failure = project.Failure();
        Assert.Equal(DataErrors.WrongFormat, failure.Error);
        Assert.Contains("no decoder for *.jpg", failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_without_images_are_named()
    {
        Assert.Equal(DataErrors.Empty, project.Failure().Error);
        project.With("a/1.png", PngFiles.Grey(3, 2)).With("empty/readme.txt", [1]);
        Assert.Contains("empty' has no images", project.Failure().Problem, StringComparison.Ordinal);
        Assert.Equal(DataErrors.MissingFile, project.Failure(new ImageFolderSource("absent", 3)).Error);
        Assert.Equal(DataErrors.MissingFile, project.Failure(new ImageFolderSource("a/1.png", 3)).Error);
    }
}
