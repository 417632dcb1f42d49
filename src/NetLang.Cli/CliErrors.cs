using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>Errors of the command line's own work with files.</summary>
internal static class CliErrors
{
    public static readonly RuntimeError SourceUnreadable = new(
        "NL5101",
        "the .net file cannot be read",
        """
        The path on the command line leads to no file, or to one that you may not read. Check the spelling and the
        folder that you are in: `netlangc check models/fashion.net`.
        """);

    public static readonly RuntimeError SourceTooLarge = new(
        "NL5102",
        "the .net file is too large",
        """
        A model is text of a few pages. A file of more than 16 MiB is probably data or weights under a wrong name: give
        the .net file, and name data in its `train` record.
        """);

    public static readonly RuntimeError OutputUnwritable = new(
        "NL5103",
        "the output cannot be written",
        """
        You may not write there, a file or folder of that name is in the way, or the disk is full. Nothing was left
        behind. Choose another path with `-o`, or with `--save` for weights.
        """);

    public static readonly RuntimeError NoSuchModel = new(
        "NL5104",
        "the file has no such model",
        """
        A command that runs a model takes the only one of the file, or the one that `--model NAME` names:
        `netlangc train nets.net --model Fashion`.
        """);

    public static readonly RuntimeError NotTrainable = new(
        "NL5105",
        "the model has no train record",
        """
        To train or evaluate a model the file needs a `train` record that gives at least a loss:
        `train Fashion = { data = csv { target = "price" } "houses.csv"; loss = mse }`.
        """);

    public static readonly RuntimeError SourceNotText = new(
        "NL5106",
        "the .net file is not text",
        """
        A .net file is UTF-8 text. This one holds bytes of value 0, or bytes that are no UTF-8: it is an assembly, data or
        weights under a wrong name, or text in another encoding (save it as UTF-8 in your editor).
        """);

    public static readonly RuntimeError IlgpuMissing = new(
        "NL5107",
        "ILGPU, which GPU code is compiled against, is not to be had",
        """
        `--target gpu` compiles the model's kernels against the packages ILGPU and ILGPU.Algorithms, version 1.5.3. netlangc
        does not contain them. It looks for them

        1. in the folder of `--ilgpu FOLDER`, and nowhere else where that is given;
        2. in NuGet's cache: `$NUGET_PACKAGES`, else `~/.nuget/packages`;
        3. by restoring them with `dotnet restore`, which needs the .NET SDK and a NuGet source that has them.

        On a machine without network, copy ILGPU.dll and ILGPU.Algorithms.dll from another one (out of the packages' folders
        `lib/net…`) and name their folder: `netlangc build --target cpu,gpu --ilgpu ~/ilgpu fashion.net`.

        Only to write an assembly for GPUs needs them. All else works without: `--emit kernels` and `--explain-kernels`, which
        show the kernels, and an assembly for both targets as long as its app asks for no GPU.
        """);

    public static readonly RuntimeError GraphTooLarge = new(
        "NL5108",
        "the graph is too large for a picture",
        """
        `netlangc graph` lays pictures out itself, and a model of thousands of operations gives none that could be read.
        Fold it with `--depth 1`, which shows the layers of the model's body alone (2 those in them, and so on), or write
        it for Graphviz, which takes more: `netlangc graph fashion.net --format dot`.
        """);

    public static readonly RuntimeError NoClasses = new(
        "NL5109",
        "the model has no scores of classes",
        """
        `netlangc predict --top 5` shows the classes with the highest scores. So the model must have one output with a number
        for each class, such as f32[N, 10]; the largest is that of the likeliest class.
        """);

    public static IReadOnlyList<RuntimeError> All { get; } =
    [
        SourceUnreadable,
        SourceTooLarge,
        OutputUnwritable,
        NoSuchModel,
        NotTrainable,
        SourceNotText,
        IlgpuMissing,
        GraphTooLarge,
        NoClasses,
    ];
}
