using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Training;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Semantics.Definitions;

/// <summary>One trial of an optimizer, with its default options: the update of a parameter of which the sample says the type.</summary>
internal static class SampleUpdate
{
    public static void Try(Elaborator elaborator, OptimizerValue optimizer, Sample sample)
    {
        var builder = elaborator.Builder;
        var type = new TensorType(sample.Element, new Shape([.. sample.Run(null, elaborator.Facts)]));
        var parameter = new Variable("w", VariableKind.Parameter, type, null);
        var gradient = builder.Input("g", type);
        var variables = elaborator.Variables;
        variables.Add(new VariableCell(parameter, builder.Variable(parameter.Path, type), 0, IsAssignable: true));
        variables.SetInitial(parameter, gradient);
        variables.IsClosed = true;
        var (rate, step) = (new ScalarValue(builder.HostInput("rate")), new ScalarValue(builder.HostInput(ScheduleElaborator.Step)));
        new OptimizerElaborator(elaborator, optimizer, optimizer.Declaration.Name.Span, rate, step)
            .Body(parameter, gradient, RecordValue.Empty);
    }
}
