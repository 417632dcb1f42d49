namespace NetLang.Cli;

/// <summary>What netlangc returns to the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The <c>.net</c> file has errors.</summary>
    public const int ProgramError = 1;

    /// <summary>The command line is wrong.</summary>
    public const int UsageError = 2;

    /// <summary>The program is fine, but data, weights, output, training or GPU set-up failed.</summary>
    public const int RunError = 3;

    /// <summary>A mistake of the compiler itself.</summary>
    public const int InternalError = 70;

    /// <summary>Stopped with Ctrl-C.</summary>
    public const int Interrupted = 130;
}
