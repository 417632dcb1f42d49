open System
open System.IO
open DigitReader
open NetLang.Runtime
open NetLang.Runtime.Data

let report (e: EpochReport) =
    printfn $"epoch {e.Epoch}: loss {e.TrainLoss:F2}, {e.Metrics[0].Name} on unseen digits {e.Metrics[0].Value:F2}"

let digit (scores: float32[]) = Array.IndexOf(scores, Array.max scores)

// Digits is the model of examples/digits/digits.net, built with this project.
let net = Digits.Create(ModelOptions(Seed = 1UL, DataDirectory = AppContext.BaseDirectory))
net.Train(options = TrainOptions(Epochs = 3), onEpoch = report) |> ignore

let weights = Path.Combine(Path.GetTempPath(), "digits-fsharp.safetensors")
net.Save weights

// Another run of the app: load, predict, and train further on an example of its own.
let reader = Digits.Load weights

let one =
    [| "...##..."
       "..###..."
       ".####..."
       "...##..."
       "...##..."
       "...##..."
       "...##..."
       ".######." |]
    |> Array.collect _.ToCharArray()
    |> Array.map (fun c -> if c = '#' then 1f else 0f)

printfn $"it looks like a {digit (reader.Predict one)}"
reader.Train(Dataset.FromArrays(one, [| 1 |]), TrainOptions(Epochs = 5)) |> ignore
printfn $"after training further it is a {digit (reader.Predict one)}"
