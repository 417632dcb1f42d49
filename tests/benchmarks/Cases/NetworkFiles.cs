using NetLang.Benchmarks.Contest;
using NetLang.Benchmarks.Workers;

namespace NetLang.Benchmarks.Cases;

/// <summary>
/// What contenders read of a network: the compiled assembly, weights, examples. The same network and examples are the
/// same files: a few cases may share them.
/// </summary>
internal sealed class NetworkFiles(Network network, string name, int examples)
{
    private readonly string folder = Workspace.Folder(name);
    private bool areWritten;

    public int Examples => examples;

    public string Assembly => Path.Combine(folder, name + ".dll");

    public string Weights => Path.Combine(folder, "weights.safetensors");

    public string Inputs => Path.Combine(folder, "inputs.f32");

    public string Labels => Path.Combine(folder, "labels.i32");

    public string OnnxModel => Path.Combine(folder, "network.onnx");

    /// <summary>Writes them all, where that has not happened.</summary>
    public void Write()
    {
        if (areWritten)
            return;
        Workspace.Empty(folder);
        AssemblyWriter.Write(network.Source(), Assembly);
        Random random = new(1);
        ResultFile.Write(Inputs, Values(examples * network.Inputs, _ => (random.NextSingle() * 2) - 1));
        ResultFile.Write(Labels, Values(examples * network.Labels, _ => random.Next(network.Classes)));
        using var model = new ModelAssembly(Assembly).Create("Measured", new() { Seed = 1 });
        model.Save(Weights);
        areWritten = true;
    }

    private static T[] Values<T>(int count, Func<int, T> value) => [.. Enumerable.Range(0, count).Select(value)];
}
