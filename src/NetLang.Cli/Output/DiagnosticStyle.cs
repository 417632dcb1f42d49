namespace NetLang.Cli.Output;

/// <summary>How diagnostics are shown.</summary>
internal enum DiagnosticStyle
{
    /// <summary>With the source and carets, for people.</summary>
    Rendered,

    /// <summary><c>file(line,column): error CODE: message</c>, for MSBuild and editors.</summary>
    Canonical,

    /// <summary>One JSON array, for tools.</summary>
    Json,
}
