namespace NetLang.Compiler.Semantics.Training;

/// <summary>Names of results that every training has.</summary>
internal static class TrainGraphNames
{
    public const string Loss = "loss";

    /// <summary>The learning rate, a host scalar.</summary>
    public const string Rate = "rate";
}
