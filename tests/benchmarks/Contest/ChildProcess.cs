using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetLang.Benchmarks.Contest;

/// <summary>A child that speaks the protocol of README.md: a command is a line, and so is the answer.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int Continue = 18;
    private const int Stop = 19;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private string lastError = "";

    /// <summary>Starts it; <see cref="Answer"/> waits until it is ready.</summary>
    public ChildProcess(Launch launch)
    {
        process = launch.Start();
        process.ErrorDataReceived += (_, line) =>
            lastError = string.IsNullOrWhiteSpace(line.Data) ? lastError : line.Data.Trim();
        process.BeginErrorReadLine();
    }

    /// <summary>Sends a command, and waits for its answer.</summary>
    public Answer Ask(string command)
    {
        try
        {
            process.StandardInput.WriteLine(command);
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended: Answer says why.
        }

        return Answer();
    }

    /// <summary>Waits for a line, from this thread: the child would end with another.</summary>
    /// <exception cref="ContenderException">It ended, or says nothing.</exception>
    public Answer Answer()
    {
        var line = process.StandardOutput.ReadLineAsync();
        if (!line.Wait(Patience))
            throw new ContenderException($"no answer within {Patience.TotalMinutes} minutes");
        if (line.Result is { } text)
            return new(text);
        process.WaitForExit();
        throw new ContenderException(lastError == "" ? $"ended with exit code {process.ExitCode}" : lastError);
    }

    /// <summary>Takes the processor from it: its threads may spin.</summary>
    public void Suspend() => Send(process.Id, Stop);

    public void Resume() => Send(process.Id, Continue);

    /// <summary>The most memory that it had resident, in bytes.</summary>
    public long PeakMemory() =>
        File.ReadLines($"/proc/{process.Id}/status")
            .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) * 1024)
            .First();

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
