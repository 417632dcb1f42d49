using NetLang.Compiler.Syntax;

namespace NetLang.Fuzz.Mutations;

/// <summary>One way to change a program.</summary>
internal abstract class Mutation(string name)
{
    /// <summary>For the report.</summary>
    public string Name { get; } = name;

    /// <summary>The text with one change.</summary>
    /// <param name="donor">A program from which pieces may be taken.</param>
    public abstract string Change(string text, CompilationUnit donor, Random random);

    protected static T One<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
