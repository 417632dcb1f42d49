using NetLang.Compiler.Diagnostics;
using Spectre.Console;

namespace NetLang.Cli.Output;

/// <summary>
/// Where a command writes: results to <see cref="Out"/>, everything else (diagnostics, progress of builds) to
/// <see cref="Error"/>. Tests give writers of their own.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool interactive)
{
    /// <summary>What <c>-</c> reads in place of a file.</summary>
    public Stream In { get; init; } = Stream.Null;

    public TextWriter Out { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Whether a person is watching: colour and a live line; plain lines otherwise.</summary>
    public bool Interactive { get; } = interactive;

    /// <summary>How diagnostics look here.</summary>
    public RenderStyle Style => Interactive ? RenderStyle.Ansi : RenderStyle.Plain;

    /// <summary>Tables and colour on <see cref="Out"/>.</summary>
    public IAnsiConsole Console { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new PlainWidthOutput(output, interactive),
        Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
    });

    public static Terminal System() =>
        new(global::System.Console.Out, global::System.Console.Error, !global::System.Console.IsOutputRedirected)
        {
            In = global::System.Console.OpenStandardInput(),
        };

    /// <summary>A pipe has no width: tables must not be wrapped to one.</summary>
    private sealed class PlainWidthOutput(TextWriter writer, bool interactive) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => interactive;

        public int Width => interactive ? Math.Max(40, global::System.Console.WindowWidth) : 160;

        public int Height => interactive ? global::System.Console.WindowHeight : 24;

        public void SetEncoding(global::System.Text.Encoding encoding)
        {
        }
    }
}
