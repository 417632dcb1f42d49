namespace NetLang.Cli.Tests.BadInput;

/// <summary>What is printed for each error that a command can make, in the folder <c>Codes</c>.</summary>
public class ErrorCodeTests
{
    private const string Diverging = """
        model Net (x: f32[N, 2]) : f32[N, 2] = x |> dense 4 |> dense 2
        train Net =
            { data      = csv { target = "side" } "points.csv"
              loss      = crossEntropy
              optimizer = sgd
              schedule  = constantRate 1e30
              batch     = 4 }

        """;

    private const string Sum = """
        model Net (x: f32[N, 2]) : f32[N] = sum { axis = -1 } x

        """;

    private const string Pairs = """
        model Net (x: f32[N, T]) : f32[N, T / 2] =
            require (T % 2 = 0) "{T} values do not make pairs"
            sum { axis = -1 } (reshape [N; T / 2; 2] x)

        """;

    private const string Sums = """
        model Net (x: f32[N, 4]) : f32[N, 4] = repeat 400 (fun y -> tanh (x + y)) x

        """;

    /// <summary>A project and the command that fails in it.</summary>
    private static readonly Dictionary<string, Func<PointsProject, string[]>> Commands = new()
    {
        ["NL4501"] = p => Without(p, "points.csv", "train", p.Source),
        ["NL4502"] = p => AsFolder(p, "points.csv", "train", p.Source),
        ["NL4503"] = p => WithImages(p, [0, 0, 8, 2, 0, 0, 0, 4, 0, 0]),
        ["NL4504"] = p => WithImages(p, "1,2,3,4\n"u8.ToArray()),
        ["NL4505"] = p => WithData(p, "a,b,side\n0.1,high,1\n"),
        ["NL4506"] = p => WithData(p, "a,b,side\n0.1,0.9,1\n0.2,1\n"),
        ["NL4507"] = p => WithData(p, "a,b,sides\n0.1,0.9,1\n"),
        ["NL4508"] = p => WithData(p, "a,b,side\n0.1,NaN,1\n"),
        ["NL4509"] = p => WithData(p, "a,b,side\n0.1,0.9,2\n"),
        ["NL4510"] = p => WithData(p, "a,b,side\n0.1,0.9,0.5\n"),
        ["NL4511"] = p => WithImages(p, [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 7]),
        ["NL4512"] = p => WithData(p, "a,b,c,side\n0.1,0.9,3,1\n"),
        ["NL4513"] = p => WithTrain(
            p, "data = csv { target = \"side\" } \"points.csv\"; loss = fun output (first, second) -> mse output second"),
        ["NL4514"] = p => WithData(p, "a,b,side\n"),
        ["NL4515"] = p => WithTrain(p, "data = csv { target = \"side\" } \"points.csv\" |> oneHot 3; loss = crossEntropy"),
        ["NL4516"] = p => WithFolder(p, "P2 1 1 255 7", "P2 2 1 255 7 7"),
        ["NL4517"] = p => WithCifar(p, images: 700_000),
        ["NL4518"] = WithOtherClasses,
        ["NL4519"] = p => WithText(p, "text { length = 2 } (characters \"abc\")"),
        ["NL4520"] = p => WithText(p, "labelledText { text = \"name\"; label = \"side\"; length = 2 } Bytes"),
        ["NL4521"] = p => WithText(p, "text { length = 2 } (bytePairs { tokens = 300 } \"names.csv\")"),
        ["NL4601"] = p => ["eval", p.Source, "--weights", p.Folder.Combine("absent.safetensors")],
        ["NL4602"] = p => ["eval", p.Source, "--weights", p.Folder.Path],
        ["NL4603"] = p => ["eval", p.Source, "--weights", p.Folder.Write("net.safetensors", "weights")],
        ["NL4604"] = p => WithWeights(p, "dense 4 |> relu |> dense 2 |> dense 2"),
        ["NL4605"] = p => WithWeights(p, "dense 4 |> relu |> fun h -> h[_, 0..1]"),
        ["NL4606"] = p => WithWeights(p, "dense 5 |> relu |> dense 2"),
        ["NL4608"] = p => [.. WithWeights(p, "named \"head\" (dense 2)"), "--partial"],
        ["NL4701"] = p => ["train", p.Folder.Write("diverging.net", Diverging)],
        ["NL4703"] = p => WithTrain(p, "loss = crossEntropy"),
        ["NL4806"] = p =>
        [
            "predict", p.Folder.Write("pairs.net", Pairs), "--input", p.Folder.Write("three.csv", "a,b,c\n1,2,3\n"),
        ],
        ["NL5101"] = p => ["check", p.Folder.Combine("absent.net")],
        ["NL5102"] = p => ["check", Large(p)],
        ["NL5103"] = p => AsFolder(p, "net.dll", "build", p.Source),
        ["NL5104"] = p => ["train", p.Source, "--model", "Nets"],
        ["NL5105"] = p => ["train", p.Folder.Write("model.net", PointsProject.Model)],
        ["NL5106"] = p => ["check", p.Folder.Write("weights.net", [0, 1, 2, 255])],
        ["NL5107"] = p => ["build", p.Source, "--target", "gpu", "--ilgpu", p.Folder.Path],
        ["NL5109"] = p => ["predict", p.Folder.Write("sums.net", Sum), "--input", p.Folder.Write("two.csv", "a,b\n1,2\n"), "--top", "1"],
        ["NL5108"] = p => ["graph", p.Folder.Write("large.net", Sums), "--format", "svg"],
    };

    public static TheoryData<string> Codes => [.. Commands.Keys];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_command_makes_it(string code)
    {
        using var project = new PointsProject();
        var result = Netlangc.Run(Commands[code](project));
        Assert.Equal(ExitCode.RunError, result.ExitCode);
        Assert.StartsWith($"error {code}: ", result.Error, StringComparison.Ordinal);
        CodeSnapshots.Match(result.Error.Replace(project.Folder.Path, "FOLDER", StringComparison.Ordinal), code);
    }

    [Fact]
    public void Each_file_belongs_to_a_command() => CodeSnapshots.AreOf(Commands.Keys);

    private static string[] WithData(PointsProject project, string points)
    {
        project.Folder.Write("points.csv", points);
        return ["train", project.Source];
    }

    private static string[] WithTrain(PointsProject project, string fields) =>
        ["train", project.Folder.Write("other.net", $"{PointsProject.Model}train Net = {{ {fields} }}\n")];

    private static string[] WithImages(PointsProject project, byte[] images)
    {
        project.Folder.Write("images", images);
        project.Folder.Write("labels", [0, 0, 8, 1, 0, 0, 0, 2, 0, 1]);
        return WithTrain(project, "data = idx \"images\" \"labels\"; loss = crossEntropy");
    }

    private static string[] WithFolder(PointsProject project, params string[] images)
    {
        var folder = Directory.CreateDirectory(project.Folder.Combine("train")).CreateSubdirectory("cat").FullName;
        foreach (var (index, image) in images.Index())
            File.WriteAllText(Path.Combine(folder, $"{index}.pgm"), image);
        return WithTrain(project, "data = imageFolder \"train\"; loss = crossEntropy");
    }

    private static string[] WithText(PointsProject project, string source)
    {
        project.Folder.Write("names.csv", "name,side\nab,1\nabc,0\n");
        return WithTrain(project, $"data = {source} \"names.csv\"; loss = crossEntropy");
    }

    private static string[] WithOtherClasses(PointsProject project)
    {
        foreach (var image in new[] { "learn/cat/1.pgm", "learn/dog/1.pgm", "hold/dog/1.pgm" })
        {
            var path = project.Folder.Combine(image);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "P2 2 1 255 7 7");
        }

        return WithTrain(project, "data = imageFolder \"learn\"; validate = imageFolder \"hold\"; loss = crossEntropy");
    }

    private static string[] WithCifar(PointsProject project, long images)
    {
        using (var file = File.Create(project.Folder.Combine("batch.bin")))
            file.SetLength(3073 * images);
        return WithTrain(project, "data = cifar10 \"batch.bin\"; loss = crossEntropy");
    }

    private static string[] WithWeights(PointsProject project, string layers)
    {
        var weights = project.TrainedWeights();
        var source = PointsProject.Model.Replace("dense 4 |> relu |> dense 2", layers, StringComparison.Ordinal);
        return ["train", project.Folder.Write("other.net", source + PointsProject.Train), "--load", weights];
    }

    private static string[] Without(PointsProject project, string file, params string[] command)
    {
        File.Delete(project.Folder.Combine(file));
        return command;
    }

    private static string[] AsFolder(PointsProject project, string file, params string[] command)
    {
        Without(project, file);
        Directory.CreateDirectory(project.Folder.Combine(file));
        return command;
    }

    private static string Large(PointsProject project)
    {
        var path = project.Folder.Combine("large.net");
        using var file = File.Create(path);
        file.SetLength(20 << 20);
        return path;
    }
}
