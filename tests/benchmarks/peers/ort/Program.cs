using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using NetLang.Benchmarks.Peers;
using NetLang.Benchmarks.Workers;

WorkerOptions options = new(args);

// The package's native library is that of npm's package, which is there anyway.
NativeLibrary.SetDllImportResolver(
    typeof(InferenceSession).Assembly,
    (_, _, _) => NativeLibrary.Load(options.Text("library")));
return Protocol.Serve(new OnnxWorkload(options));
