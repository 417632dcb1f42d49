namespace NetLang.Runtime;

/// <summary>Errors of weight files.</summary>
public static class WeightErrors
{
    /// <summary>There is no such file.</summary>
    public static readonly RuntimeError MissingFile = new(
        "NL4601",
        "weight file not found",
        "The file to load weights from does not exist. Train the model first and save it there, or correct the path.");

    /// <summary>The system does not let the file be read.</summary>
    public static readonly RuntimeError UnreadableFile = new(
        "NL4602",
        "weight file cannot be read",
        "The system refused to read the file; its own words are in the message. Check permissions and the disk.");

    /// <summary>The header or the layout of the file is wrong.</summary>
    public static readonly RuntimeError Corrupt = new(
        "NL4603",
        "weight file is corrupt",
        """
        Weights are safetensors files: eight bytes with the length of a JSON header, the header with type, shape and
        place of every tensor, then the tensors without gaps. This file breaks one of these rules, or ends too early.
        Fetch or save it again. A PyTorch `.pt` file is no safetensors file: convert it with
        `safetensors.torch.save_file`.
        """);

    /// <summary>Weights of the model are not in the file.</summary>
    public static readonly RuntimeError MissingTensors = new(
        "NL4604",
        "weights are missing in the file",
        """
        The model has weights that the file does not hold. If they have other names there, name the scopes in the model
        with `named "…"`; if they are to keep their initial values, load with `Strict = false`.
        """);

    /// <summary>Tensors of the file are not in the model.</summary>
    public static readonly RuntimeError UnusedTensors = new(
        "NL4605",
        "tensors of the file are not in the model",
        """
        The file holds tensors that the model does not have, so it was made for another model. If that is meant, load
        with `Strict = false`; the report then lists what was left out.
        """);

    /// <summary>Tensors have another shape or type.</summary>
    public static readonly RuntimeError MisshapenTensors = new(
        "NL4606",
        "weights have another shape or type",
        """
        A tensor of the file has the name of a weight but another shape, or holds integers where the weight holds
        floats. The model has changed since the file was saved: train it anew, or load with `Strict = false` to keep
        initial values for such weights.
        """);

    /// <summary>The file cannot be written.</summary>
    public static readonly RuntimeError Unwritable = new(
        "NL4607",
        "file cannot be written",
        """
        The file could not be written; what stood there before is unchanged and nothing is left half written. Check
        that the folder exists, that you may write to it, and that the disk has room.
        """);

    /// <summary>None of the model's weights is in the file.</summary>
    public static readonly RuntimeError NothingFits = new(
        "NL4608",
        "nothing of the weight file fits",
        """
        Weights of a pretrained model are taken by their names, and others keep their initial values. Here no name is in both
        the model and the file, or all shapes differ, so nothing would be loaded. Names in the file begin with the scopes of
        the model that it was saved from: give the model's layers the same, with `named "…"`.
        """);
}
