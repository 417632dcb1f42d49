using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>The learning rate as a function of what the host knows in each step.</summary>
internal static class ScheduleElaborator
{
    /// <summary>Names of the host's inputs; <c>step</c> counts from 1.</summary>
    public const string Step = "step";

    public const string Total = "total";

    /// <summary>The rate, a number or a host scalar; null after reporting.</summary>
    public static Value? Rate(Elaborator elaborator, Argument schedule)
    {
        var rate = elaborator.Apply(schedule.Value, schedule.Span, Scalar(Step), Scalar(Total));
        if (rate is IntValue { Value: < 0 } or FloatValue { Value: < 0 })
        {
            elaborator.Fail(
                TrainErrors.ScheduleResult,
                schedule.Span,
                $"the learning rate must be at least 0, and it is {rate.Describe()}",
                "an optimizer goes against the gradient by itself: leave out the sign");
            return null;
        }

        if (rate is IntValue or FloatValue or DimValue || rate is ScalarValue { Node.Type.Element: ElementType.F64 })
            return rate;
        if (rate is not ErrorValue)
        {
            elaborator.Fail(
                TrainErrors.ScheduleResult,
                schedule.Span,
                $"the schedule gives {rate.Describe()} for a step and the total number of steps, not a number",
                "a schedule is a function such as `fun step total -> 0.1 / step`");
        }

        return null;

        Argument Scalar(string name) => new(new ScalarValue(elaborator.Builder.HostInput(name)), schedule.Span);
    }

    /// <summary>A number or host scalar as a node in f64.</summary>
    public static Node ToNode(GraphBuilder builder, Value number) => number switch
    {
        ScalarValue scalar => scalar.Node,
        IntValue value => builder.Constant(value.Value, ElementType.F64),
        FloatValue value => builder.Constant(value.Value, ElementType.F64),
        DimValue value => builder.Dimension(value.Dim),
        _ => throw new InvalidOperationException($"not a number: {number.GetType().Name}"),
    };
}
