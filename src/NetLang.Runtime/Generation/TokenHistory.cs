using System.Runtime.InteropServices;

namespace NetLang.Runtime.Generation;

/// <summary>
/// What a model sees of a sequence of tokens that goes on: all of it, or, where it is longer than the model takes, a part at its end.
/// When that is full, the model begins anew with the last half, so that most tokens are one step.
/// </summary>
/// <param name="prompt">At least one token.</param>
/// <param name="most">How many the model takes; 0 for any number.</param>
internal sealed class TokenHistory(int[] prompt, long most)
{
    private readonly List<int> tokens = [.. prompt];
    private int read;

    /// <summary>Whether what the model has seen is of no use for the tokens that are not read: then these are more.</summary>
    public bool Begins()
    {
        if (most == 0 || tokens.Count <= most)
            return false;
        tokens.RemoveRange(0, tokens.Count - (int)Math.Max(1, most / 2));
        read = 0;
        return true;
    }

    /// <summary>The tokens that the model has not seen.</summary>
    public ReadOnlySpan<int> Unread()
    {
        var from = read;
        read = tokens.Count;
        return CollectionsMarshal.AsSpan(tokens)[from..];
    }

    public void Add(int token)
    {
        if (most == 0)
        {
            tokens.RemoveRange(0, read); // the model never begins anew, so nothing is read twice
            read = 0;
        }

        tokens.Add(token);
    }
}
