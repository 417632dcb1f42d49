namespace NetLang.Runtime;

/// <summary>All errors of the runtime, for <c>netlangc explain</c>.</summary>
public static class RuntimeErrors
{
    /// <summary>In order of their codes.</summary>
    public static IReadOnlyList<RuntimeError> All { get; } =
    [
        DataErrors.MissingFile,
        DataErrors.UnreadableFile,
        DataErrors.TruncatedFile,
        DataErrors.WrongFormat,
        DataErrors.NotANumber,
        DataErrors.WrongColumnCount,
        DataErrors.UnknownColumn,
        DataErrors.NotFinite,
        DataErrors.LabelOutOfRange,
        DataErrors.LossyConversion,
        DataErrors.CountMismatch,
        DataErrors.ShapeMismatch,
        DataErrors.ColumnsDoNotMatch,
        DataErrors.Empty,
        DataErrors.BadTransform,
        DataErrors.ImageSizesDiffer,
        DataErrors.TooLarge,
        DataErrors.ClassesDiffer,
        DataErrors.UnknownToken,
        DataErrors.TextTooLong,
        WeightErrors.MissingFile,
        WeightErrors.UnreadableFile,
        WeightErrors.Corrupt,
        WeightErrors.MissingTensors,
        WeightErrors.UnusedTensors,
        WeightErrors.MisshapenTensors,
        WeightErrors.Unwritable,
        WeightErrors.NothingFits,
        TrainingErrors.NotFinite,
        TrainingErrors.NoTraining,
        TrainingErrors.NoData,
        TrainingErrors.BadOption,
        ExecutionErrors.TooLarge,
        ExecutionErrors.NegativeDimension,
        ExecutionErrors.NotBuiltForDevice,
        ExecutionErrors.NoGpu,
        ExecutionErrors.IlgpuMissing,
        ExecutionErrors.RequirementNotMet,
        ExecutionErrors.NoDeviceMemory,
        ExecutionErrors.KernelRefused,
        ExecutionErrors.DeviceFailed,
        GenerationErrors.NotGenerative,
        GenerationErrors.BadOption,
        GenerationErrors.NotFinite,
    ];
}
