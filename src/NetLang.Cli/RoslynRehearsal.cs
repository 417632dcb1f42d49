using NetLang.Compiler.Codegen;

namespace NetLang.Cli;

/// <summary>Begins to load what compiles emitted code, on a processor that would be idle while a file is analysed.</summary>
internal static class RoslynRehearsal
{
    private static readonly Lazy<Task> Running = new(() => Task.Run(() => Rehearsal.Run(ReferenceAssemblies.Load())));

    /// <summary>To be called by what will compile; nobody waits for it, or asks whether it failed.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1)
            _ = Running.Value;
    }
}
