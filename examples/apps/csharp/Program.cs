using DigitReader;
using NetLang.Runtime.Data;

// Digits is the model of examples/digits/digits.net, built with this project.
var weights = Path.Combine(Path.GetTempPath(), "digits.safetensors");
var net = Digits.Create(new() { Seed = 1, DataDirectory = AppContext.BaseDirectory });
net.Train(options: new() { Epochs = 3 }, onEpoch: e => Console.WriteLine($"epoch {e.Epoch}: loss {e.TrainLoss:F4}"));
net.Save(weights);

// Another run of the app: load, train further on examples of its own, predict.
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
reader.Train(Dataset.FromArrays(one, [1]), new() { Epochs = 10, BatchSize = 1 });
float[] scores = reader.Predict(one);
Console.WriteLine($"it is a {Array.IndexOf(scores, scores.Max())}");

static float[] Image(params string[] rows) => [.. rows.SelectMany(row => row.Select(c => c == '#' ? 1f : 0f))];
