using System.Collections.Immutable;
using NetLang.Fuzz.Mutations;

namespace NetLang.Fuzz;

/// <summary>A mutated program.</summary>
internal sealed record FuzzProgram(int Number, string Mutation, string Text);

/// <summary>Makes the programs of a run, each from its number and the seed alone.</summary>
internal sealed class ProgramMaker(Corpus corpus, int seed)
{
    private const int LongestProgram = 20_000;

    private static readonly ImmutableArray<Mutation> Mutations =
    [
        new ByteMutation(),
        .. Enumerable.Repeat<Mutation>(new TokenMutation(), 4),
        .. Enumerable.Repeat<Mutation>(new TreeMutation(), 5),
    ];

    public FuzzProgram Make(int number)
    {
        var random = new Random(HashCode(seed, number));
        var text = Original(random);
        var mutation = One(random, Mutations);
        do
        {
            text = mutation.Change(text, One(random, corpus.Programs), random);
        }
        while (random.Next(5) < 2 && text.Length < LongestProgram);

        return new FuzzProgram(number, mutation.Name, text);
    }

    /// <summary>
    /// Mostly a program with a model, often behind a file of the prelude, whose definitions it then uses.
    /// </summary>
    private string Original(Random random)
    {
        if (random.Next(20) == 0)
            return One(random, corpus.Programs).Source.Content;
        var model = One(random, corpus.Models).Source.Content;
        return random.Next(4) switch
        {
            0 => One(random, corpus.Prelude).Source.Content + "\n" + model,
            1 => One(random, corpus.Programs).Source.Content + "\n" + model,
            _ => model,
        };
    }

    private static T One<T>(Random random, ImmutableArray<T> items) => items[random.Next(items.Length)];

    /// <summary>The finalizer of SplitMix64 (Steele et al. 2014), so that neighbours have nothing in common.</summary>
    private static int HashCode(int seed, int number)
    {
        unchecked
        {
            var z = ((ulong)(uint)seed << 32 | (uint)number) + 0x9e3779b97f4a7c15UL;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9UL;
            z = (z ^ (z >> 27)) * 0x94d049bb133111ebUL;
            return (int)(z ^ (z >> 31));
        }
    }
}
