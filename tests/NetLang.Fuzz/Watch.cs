using System.Diagnostics;

namespace NetLang.Fuzz;

/// <summary>
/// Runs trials one after the other on a thread of its own, and leaves it behind where one takes too long. The time that
/// counts is the processor's, so that a busy machine changes nothing. The stack is as small as the smallest that a host
/// gives: 1 MiB, that of a Windows program.
/// </summary>
internal sealed class Watch(TimeSpan budget)
{
    public const string TooLong = "too long";

    private const int StackSize = 1 << 20;

    private static readonly Process Self = Process.GetCurrentProcess();

    private Worker worker = new();

    public Outcome Run(string text, bool toAssembly)
    {
        var start = Processor();
        var done = worker.Begin(text, toAssembly);
        while (!done.Wait(budget))
        {
            if (Processor() - start < budget)
                continue;
            worker = new();
            return new(Stage.Refused, TooLong);
        }

        return done.Result;
    }

    private static TimeSpan Processor()
    {
        Self.Refresh();
        return Self.TotalProcessorTime;
    }

    private sealed class Worker
    {
        private readonly SemaphoreSlim given = new(0);
        private (string Text, bool ToAssembly, TaskCompletionSource<Outcome> Done) job;

        public Worker() => new Thread(Work, StackSize) { IsBackground = true }.Start();

        public Task<Outcome> Begin(string text, bool toAssembly)
        {
            job = (text, toAssembly, new(TaskCreationOptions.RunContinuationsAsynchronously));
            var done = job.Done.Task;
            given.Release();
            return done;
        }

        private void Work()
        {
            while (true)
            {
                given.Wait();
                var (text, toAssembly, done) = job;
                done.SetResult(Trial.Run(text, toAssembly));
            }
        }
    }
}
