using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Testing;

namespace NetLang.Compiler.Tests.Kernels;

/// <summary>Kernels against the interpreter of graphs, in the memory of their plan.</summary>
internal static class KernelAgreement
{
    public static KernelProgram Build(Graph graph, bool fuse = true) =>
        KernelBuilder.Build(graph, GraphModel.Around(graph, ["N", "T"]), new() { Fuse = fuse });

    /// <summary>Checks the kernels of a graph, fused and not, and what they compute.</summary>
    public static void Check(Graph graph, double tolerance = 1e-5, int seed = 1)
    {
        var context = RandomValues.For(graph, seed, ("N", 6), ("T", 3));
        // Moments of an optimizer are under a root.
        foreach (var (path, value) in context.Variables)
        {
            if (path.StartsWith("adam.v", StringComparison.Ordinal))
                value.Values.Select(Math.Abs).ToArray().CopyTo(value.Values, 0);
        }

        var expected = Interpreter.Run(graph, context);
        foreach (var fuse in new[] { false, true })
        {
            var program = Build(graph, fuse);
            KernelVerifier.Check(program);
            var actual = KernelInterpreter.Run(program, context);
            foreach (var (name, value) in expected.Outputs.Concat(expected.Updates))
                Close.Equal(value, actual[name], tolerance, $"{name}, {(fuse ? "fused" : "unfused")}");
        }
    }
}
