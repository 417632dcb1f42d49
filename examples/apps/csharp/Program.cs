using DigitReader;
using NetLang.Runtime;
using NetLang.Runtime.Data;

// Digits is the model of examples/digits/digits.net, built with this project.
var net = Digits.Create(new() { Seed = 1, DataDirectory = AppContext.BaseDirectory });
net.Train(options: new() { Epochs = 3 }, onEpoch: Report);

var weights = Path.Combine(Path.GetTempPath(), "digits-csharp.safetensors");
net.Save(weights);

// Another run of the app: load, predict, and train further on an example of its own.
var reader = Digits.Load(weights);
float[] one = Image(
    "...##...",
    "..###...",
    ".####...",
    "...##...",
    "...##...",
    "...##...",
    "...##...",
    ".######.");
Console.WriteLine($"it looks like a {Digit(reader.Predict(one))}");
reader.Train(Dataset.FromArrays(one, [1]), new() { Epochs = 5 });
Console.WriteLine($"after training further it is a {Digit(reader.Predict(one))}");

static void Report(EpochReport e) =>
    Console.WriteLine($"epoch {e.Epoch}: loss {e.TrainLoss:F2}, {e.Metrics[0].Name} on unseen digits {e.Metrics[0].Value:F2}");

static float[] Image(params string[] rows) => [.. rows.SelectMany(row => row.Select(c => c == '#' ? 1f : 0f))];

static int Digit(float[] scores) => Array.IndexOf(scores, scores.Max());
