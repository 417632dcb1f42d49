namespace NetLang.Runtime.Text;

/// <summary>Makes text of tokens, one after another.</summary>
internal abstract class TokenDecoder
{
    /// <summary>What is known of the text behind a token more, which may be nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is no token's.</exception>
    public abstract string Next(int token);

    /// <summary>What is left where no token follows.</summary>
    public virtual string End() => "";
}
