using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>Every op of the registry on the CPU.</summary>
public sealed class OpBackendTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Every_op_computes_what_its_reference_does()
    {
        var cases = new List<BackendCase>();
        foreach (var op in OpRegistry.All.Where(o => OpCases.All.ContainsKey(o.Name) && o is not GradientOp))
        {
            var builder = new GraphBuilder();
            var (node, _) = OpCases.Build(OpCases.All[op.Name], builder);
            var graph = new Graph("train", [new(ResultKind.Output, op.Name, node)]);
            cases.Add(new(op.Name, graph, OpCases.Context([.. OpCases.All[op.Name].Inputs])));
        }

        BackendAgreement.Check(["N"], Tolerance, cases);
    }
}
