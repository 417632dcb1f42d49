using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// The text form of a graph. It prints and parses, so that a test of a pass is text in, text out:
/// <code>
/// graph "predict" {
///   %0 = input {name = "x"} : f32[N, 4]
///   %1 = variable {name = "dense.weight"} : f32[4, 3]
///   %2 = matmul(%0, %1) : f32[N, 3]
///   %3 = sum(%2) {axes = (1)} : f32[N]
///   output "y" = %3
/// }
/// </code>
/// Attributes <c>shape</c> and <c>type</c> that repeat the node's type are left out. Ints are written
/// <c>(0, 1)</c>, shapes <c>[N, 4]</c>, floats <c>&lt;1.0, nan&gt;</c>. Nodes may have any name (<c>%loss</c>) and
/// <c>//</c> opens a comment. What shapes rely on stands before the nodes: <c>require T - 4 >= 0 "T must be 4"</c>. The
/// body of a scan stands in its attributes as a graph of its own.
/// </summary>
public static class GraphText
{
    public static string Print(Graph graph) => GraphPrinter.Print(graph);

    /// <exception cref="FormatException">The text is no graph; the message names the line.</exception>
    public static Graph Parse(string text, GraphBuilder builder) => new GraphParser(new GraphLexer(text), builder).Parse();
}
