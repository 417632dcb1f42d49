// Build the model first:  netlangc build examples/xor/xor.net -o artifacts/Xor.dll
// then:                   dotnet fsi examples/apps/script/xor.fsx
#r "../../../artifacts/NetLang.Runtime.dll"
#r "../../../artifacts/Xor.dll"

let net = Xor.Create()
let history = net.Train()
printfn $"loss {(Seq.last history).TrainLoss:F4} after {history.Count} epochs"

for (a, b) in [ (0f, 0f); (0f, 1f); (1f, 0f); (1f, 1f) ] do
    let score = net.Predict [| a; b |]
    printfn $"{a} xor {b} = {(if score[0] > 0f then 1 else 0)}"
