namespace NetLang.Runtime.Data;

/// <summary>How a source of text is cut into tokens, as a program says it: see <see cref="Text.Tokenizer"/>.</summary>
public abstract record TokenizerSpec;

/// <summary><c>Bytes</c></summary>
public sealed record ByteTokens : TokenizerSpec;

/// <summary><c>characters { unknown = "?" } "abc…"</c></summary>
/// <param name="Unknown">The character that stands for those that are not in the alphabet; null where they are errors.</param>
public sealed record CharacterTokens(string Alphabet, string? Unknown) : TokenizerSpec;

/// <summary><c>words { unknown = "?" } "vocabulary.txt"</c>: a file with a word a line, in the order of their numbers.</summary>
/// <param name="Unknown">The word that stands for those that are not in the vocabulary; null where they are errors.</param>
public sealed record WordTokens(string Vocabulary, string? Unknown) : TokenizerSpec;

/// <summary><c>bytePairs { tokens = 1000 } "book.txt"</c>: learned of the text of a file, which gives the same each time.</summary>
/// <param name="Count">How many tokens there are, from 256.</param>
public sealed record LearnedTokens(string Path, int Count) : TokenizerSpec;

/// <summary><c>gpt2 "vocab.json" "merges.txt"</c>: files as those that were published with GPT-2.</summary>
public sealed record GptTokens(string Vocabulary, string Merges) : TokenizerSpec;
