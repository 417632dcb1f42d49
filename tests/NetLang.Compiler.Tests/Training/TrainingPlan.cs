using NetLang.Testing;

namespace NetLang.Compiler.Tests.Training;

/// <summary>What a step of training has in memory, by the plan that runs.</summary>
internal static class TrainingPlan
{
    /// <summary>Bytes of all temporary tensors, where the program lays them, and of the variables.</summary>
    public static long Bytes(Compilation compilation, int batch)
    {
        var model = compilation.Models[0];
        var train = compilation.Programs.Single(program => program.Graph == model.Train).Kernels;
        var compiled = CompiledPrograms.Compile(train, [.. model.Symbols]);
        return compiled.PlanArena([batch], new long[compiled.Spec.ArenaSlots])
            + model.Variables.Sum(variable => variable.Type.Shape.Size.Evaluate(_ => 0) * sizeof(float));
    }
}
