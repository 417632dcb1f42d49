namespace NetLang.Cli.Tests;

/// <summary>A folder with a small model, <c>net.net</c>, and its data, <c>points.csv</c>: which side of a line?</summary>
internal sealed class PointsProject : IDisposable
{
    public const string Model = """
        /// Which side of a line a point lies on: one score a side.
        model Net (x: f32[N, 2]) : f32[N, 2] = x |> dense 4 |> relu |> dense 2

        """;

    public const string Train = """
        train Net =
            { data     = csv { target = "side" } "points.csv"
              validate = csv { target = "side" } "points.csv"
              loss     = crossEntropy
              metrics  = [accuracy]
              batch    = 4
              epochs   = 2 }

        """;

    public const string Points = """
        a,b,side
        0.1,0.9,1
        0.2,0.5,1
        0.3,0.1,0
        0.9,0.2,0
        0.7,0.8,1
        0.6,0.4,0
        0.4,0.7,1
        0.8,0.3,0

        """;

    public PointsProject(string source = Model + Train, string points = Points)
    {
        Source = Folder.Write("net.net", source);
        Folder.Write("points.csv", points);
    }

    public TemporaryFolder Folder { get; } = new();

    public string Source { get; }

    /// <summary>Weights of a trained model, in the folder.</summary>
    public string TrainedWeights(string name = "net.safetensors")
    {
        var path = Folder.Combine(name);
        Netlangc.Succeed("train", Source, "--save", path);
        return path;
    }

    public void Dispose() => Folder.Dispose();
}
