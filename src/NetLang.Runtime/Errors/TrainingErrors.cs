namespace NetLang.Runtime;

/// <summary>Errors of training.</summary>
public static class TrainingErrors
{
    /// <summary>The loss, or a weight, became NaN or infinite.</summary>
    public static readonly RuntimeError NotFinite = new(
        "NL4701",
        "training diverged",
        """
        The loss (or a weight) became NaN or infinite, so training stopped, and the weights are those of the last
        finished epoch. Most often the learning rate is too high: divide it by ten, warm it up (`cosine { warmup = 200
        }`), or clip gradients. Data of very different scales do it too: use `normalize`.
        """);

    /// <summary>The file has no <c>train</c> record.</summary>
    public static readonly RuntimeError NoTraining = new(
        "NL4702",
        "the model has no train record",
        """
        Training and evaluation need a loss, which stands in a `train` record: `train Name = { data = …; loss = mse }`.
        Without one the compiler makes no training program.
        """);

    /// <summary>Neither the host nor the record says what to train on.</summary>
    public static readonly RuntimeError NoData = new(
        "NL4703",
        "no data to train on",
        "Give `data = …` in the `train` record, or a dataset to Train or Evaluate.");

    /// <summary>An option of training has no sense.</summary>
    public static readonly RuntimeError BadOption = new(
        "NL4704",
        "option out of range",
        "The number of epochs, the batch size and the number of threads are at least 1.");
}
