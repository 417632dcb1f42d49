open System
open System.IO
open DigitReader
open NetLang.Runtime
open NetLang.Runtime.Data

// Digits is the model of examples/digits/digits.net, built with this project.
let weights = Path.Combine(Path.GetTempPath(), "digits-fsharp.safetensors")
let net = Digits.Create(ModelOptions(Seed = 1UL, DataDirectory = AppContext.BaseDirectory))

net.Train(options = TrainOptions(Epochs = 3), onEpoch = fun e -> printfn $"epoch {e.Epoch}: loss {e.TrainLoss:F4}")
|> ignore

net.Save weights

// Another run of the app: load, train further on examples of its own, predict.
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
    |> Array.collect (fun row -> row.ToCharArray())
    |> Array.map (fun c -> if c = '#' then 1f else 0f)

let history = reader.Train(Dataset.FromArrays(one, [| 1 |]), TrainOptions(Epochs = 10, BatchSize = 1))
let scores = reader.Predict one
printfn $"after {history.Count} more epochs it is a {Array.IndexOf(scores, Array.max scores)}"
