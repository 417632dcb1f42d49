namespace NetLang.Compiler.Formatting.Comments;

/// <summary>The comments between two tokens that are not yet in the document.</summary>
internal sealed class Gap
{
    /// <summary>Those on the line of the token before.</summary>
    public Queue<Comment> Behind { get; } = [];

    /// <summary>Those on lines of their own.</summary>
    public Queue<Comment> Above { get; } = [];

    /// <summary>Whether an empty line is above the token behind.</summary>
    public bool EndsWithBlank { get; set; }
}
