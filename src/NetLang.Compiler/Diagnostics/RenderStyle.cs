namespace NetLang.Compiler.Diagnostics;

/// <summary>How diagnostics are printed: bare, or with the colour codes of a terminal.</summary>
public enum RenderStyle
{
    Plain,
    Ansi,
}

/// <summary>The parts of a printed diagnostic that a terminal shows in colours of their own.</summary>
internal enum RenderRole
{
    Error,
    Warning,
    Headline,
    Frame,
    Secondary,
    Help,
}

internal static class RenderRoles
{
    /// <summary>The text as it is, or within the colour codes (ECMA-48 SGR) of its role.</summary>
    public static string Paint(this RenderStyle style, RenderRole role, string text) =>
        style == RenderStyle.Plain || text.Length == 0 ? text : $"\x1b[{Code(role)}m{text}\x1b[0m";

    private static string Code(RenderRole role) => role switch
    {
        RenderRole.Error => "1;31",
        RenderRole.Warning => "1;33",
        RenderRole.Headline => "1",
        RenderRole.Help => "1;32",
        _ => "1;34",
    };
}
