using NetLang.Cli.Output;

namespace NetLang.Cli.Tests.Commands;

/// <summary>Texts that models go on with.</summary>
public sealed class GenerateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_text_goes_on()
    {
        string Written(params string[] options) => Netlangc.Succeed([.. Letters(), .. options]).TrimEnd();
        Assert.Equal("abcdbcabcdbcabcdbcabcd", Written("--length", "18", "--temperature", "0"));
        Assert.Equal(204, Written().Length);
        Assert.Equal(Written("--seed", "3"), Written("--seed", "3", "--threads", "1"));
        Assert.Equal(104, Written("--temperature", "0.7", "--top-k", "2", "--top-p", "0.9", "--length", "100").Length);
        Assert.Equal("abcdbc", Written("--length", "18", "--temperature", "0", "--stop", "abc")); // that of the prompt is none
        foreach (var option in (string[])["--top-p", "--repetition-penalty"])
        {
            var refused = Netlangc.Run([.. Letters(), option, "0"]);
            Assert.Equal((ExitCode.RunError, ""), (refused.ExitCode, refused.Output));
            Assert.StartsWith("error NL4902: ", refused.Error, StringComparison.Ordinal);
            Assert.Contains(" is 0: it must be above 0", refused.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--top-p", "most", "--top-p must be a number.")]
    [InlineData("--stop", "", "--stop must be a text of at least one character.")]
    public void What_is_no_option_is_named(string option, string value, string message)
    {
        var result = Netlangc.Run("generate", "a.net", "--weights", "a.safetensors", "--prompt", "a", option, value);
        Assert.Equal(ExitCode.UsageError, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    /// <summary>Tokens are bytes, and most characters two or four of them: what is written is whole characters, as soon as they are.</summary>
    [Fact]
    public void Characters_are_written_as_soon_as_they_are_whole()
    {
        folder.Write("letters.txt", string.Concat(Enumerable.Repeat("é🙂x", 100)));
        var source = folder.Write("signs.net", Program("Bytes", 256));
        var weights = folder.Combine("signs.safetensors");
        Netlangc.Succeed("train", source, "--save", weights);
        using var output = new PieceWriter();
        string[] arguments = ["generate", source, "--weights", weights, "--prompt", "é🙂x", "--temperature", "0", "--length", "14"];
        Assert.Equal(ExitCode.Success, CommandLine.Run(arguments, new Terminal(output, TextWriter.Null, interactive: false), builds: null));
        Assert.Equal(["é🙂x", "é", "🙂", "x", "é", "🙂", "x"], output.Pieces);
    }

    /// <summary>What a model writes is no command to a terminal; a file is given it as it is.</summary>
    [Fact]
    public void Control_characters_do_not_reach_a_terminal()
    {
        folder.Write("letters.txt", string.Concat(Enumerable.Repeat("\u001b[2J\n", 100)));
        var source = folder.Write("signs.net", Program("Bytes", 256));
        var weights = folder.Combine("signs.safetensors");
        Netlangc.Succeed("train", source, "--save", weights);
        string[] arguments = ["generate", source, "--weights", weights, "--prompt", "\u001b[2J\n", "--temperature", "0", "--length", "5"];
        Assert.Equal(" [2J\n [2J\n", Written(interactive: true));
        Assert.Equal("\u001b[2J\n\u001b[2J\n", Written(interactive: false));

        string Written(bool interactive)
        {
            using var output = new PieceWriter();
            Assert.Equal(ExitCode.Success, CommandLine.Run(arguments, new Terminal(output, TextWriter.Null, interactive), builds: null));
            return string.Concat(output.Pieces);
        }
    }

    /// <summary>Learned of the text, of which few tokens have one letter alone; the same when they are learned again.</summary>
    [Fact]
    public void Tokens_of_several_letters_are_written()
    {
        folder.Write("letters.txt", string.Concat(Enumerable.Repeat("the cat and the hat\n", 60)));
        var source = folder.Write("letters.net", Program("bytePairs { tokens = 262 } \"letters.txt\"", 262));
        var weights = folder.Combine("letters.safetensors");
        Netlangc.Succeed("train", source, "--save", weights);
        var written = Netlangc.Succeed("generate", source, "--weights", weights, "--prompt", "the cat", "--temperature", "0", "--stop", "\n");
        Assert.Equal("the cat and the hat", written.TrimEnd());
    }

    private string[] Letters()
    {
        var source = folder.Write("letters.net", Program("characters \"abcd\"", 4));
        folder.Write("letters.txt", string.Concat(Enumerable.Repeat("abcdbc", 60)));
        var weights = folder.Combine("letters.safetensors");
        if (!File.Exists(weights))
            Netlangc.Succeed("train", source, "--save", weights);
        return ["generate", source, "--weights", weights, "--prompt", "abcd"];
    }

    private static string Program(string tokenizer, int tokens) => $$"""
        model Letters (tokens: i32[N, T]) : f32[N, T, {{tokens}}] = tokens |> embedding {{tokens}} 8 |> gru 16 |> dense {{tokens}}

        train Letters =
            { data     = text { length = 8 } ({{tokenizer}}) "letters.txt"
              loss     = crossEntropy
              schedule = constantRate 0.02
              batch    = 4
              epochs   = 10
              stateful = true }

        """;

    /// <summary>What is written between flushes.</summary>
    private sealed class PieceWriter : StringWriter
    {
        private int flushed;

        public List<string> Pieces { get; } = [];

        public override void Flush()
        {
            Pieces.Add(GetStringBuilder().ToString(flushed, GetStringBuilder().Length - flushed));
            flushed = GetStringBuilder().Length;
        }
    }
}
