namespace NetLang.Compiler.Text;

/// <summary>Reads the text of a file that another one imports. It does not throw.</summary>
/// <param name="path">
/// With <c>/</c> between its parts: what the import says, seen from where the path of the main file leads.
/// </param>
public delegate LoadedText SourceLoader(string path);

/// <summary>The text of a file, or why there is none.</summary>
/// <param name="Text">Null where it cannot be had.</param>
/// <param name="Problem">Why it cannot be had: <c>there is no such file</c>.</param>
/// <param name="Help">What to do about that.</param>
public readonly record struct LoadedText(string? Text, string Problem = "", string? Help = null);
