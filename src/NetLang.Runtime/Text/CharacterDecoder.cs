namespace NetLang.Runtime.Text;

/// <summary>Text of tokens that are characters each.</summary>
/// <param name="textOf">The text of a token.</param>
internal sealed class CharacterDecoder(Func<int, string> textOf) : TokenDecoder
{
    public override string Next(int token) => textOf(token);
}
