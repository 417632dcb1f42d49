using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Passes;

namespace NetLang.Compiler;

/// <summary>What follows of a model's scans: its program for one step, and training in which sequences go on.</summary>
internal static class Recurrence
{
    public static ModelDefinition WithStates(ModelDefinition model, DiagnosticBag diagnostics)
    {
        var (programs, obstacle) = StepProgram.Of(model);
        var stepped = model with { Step = programs, StepObstacle = obstacle };
        if (model is not { Stateful: { } place, Train: { } train, Evaluate: { } evaluate })
            return stepped;
        var carried = CarriedStates.Of(train);
        if (carried.States.IsEmpty)
        {
            diagnostics.Report(
                RecurrenceErrors.NoState,
                place,
                $"`{model.Name}` has no state that could go on from batch to batch",
                "use a recurrent layer such as `lstm`, or a `scan` that begins with zeros; else leave `stateful` out");
        }

        return stepped with { Train = carried, Evaluate = CarriedStates.Of(evaluate) };
    }
}
