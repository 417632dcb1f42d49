using NetLang.Benchmarks.App;
using NetLang.Benchmarks.Workers;

return Protocol.Serve(new MlpWorkload(new WorkerOptions(args)));
