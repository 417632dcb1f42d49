namespace NetLang.Runtime;

/// <summary>Errors of running a compiled program.</summary>
public static class ExecutionErrors
{
    /// <summary>The temporary buffers do not fit the machine.</summary>
    public static readonly RuntimeError TooLarge = new(
        "NL4801",
        "too large for the memory of the machine",
        """
        The memory that a program needs is known before it runs: it follows from the shapes. For the shapes given here
        it is more than the machine has, so nothing was allocated. Use a smaller batch (`batch = 16` in `train`, or
        fewer examples a call of Predict), shorter sequences or smaller layers.
        """);

    /// <summary>The inputs are so small that a dimension would be below 0.</summary>
    public static readonly RuntimeError NegativeDimension = new(
        "NL4802",
        "dimension is negative",
        """
        A dimension of the model's signature is an expression, such as `H - 2`, and the inputs given here make it
        negative. Give inputs large enough for the expression to be 0 or more.
        """);

    /// <summary>The assembly of the model has no code for the device that was asked for.</summary>
    public static readonly RuntimeError NotBuiltForDevice = new(
        "NL4803",
        "no code for this device",
        """
        The model's assembly holds code for the devices that it was built for: those of `--target`. Build it again for
        the one that you want, `netlangc build --target cpu,gpu fashion.net`, or choose another device where the model is
        made: `Fashion.Create(new() { Device = Device.Cpu })`.
        """);

    /// <summary>There is no GPU that ILGPU can use.</summary>
    public static readonly RuntimeError NoGpu = new(
        "NL4804",
        "no GPU was found",
        """
        `Device.Gpu` needs a graphics card with a CUDA driver, or an OpenCL driver of version 2 or later, and neither was
        found. Install the driver of your card's maker, or run on the processor: `Device.Cpu`. Nothing falls back on its
        own, so that nobody waits for a processor and thinks it a GPU.
        """);

    /// <summary>ILGPU's assemblies are not with the app.</summary>
    public static readonly RuntimeError IlgpuMissing = new(
        "NL4805",
        "ILGPU is not with the app",
        """
        A model runs on a GPU through ILGPU, whose assemblies must lie beside the app. Add them to its project,
        `dotnet add package ILGPU --version 1.5.3` and `dotnet add package ILGPU.Algorithms --version 1.5.3`; `netlangc
        build` writes them beside the model, for scripts.
        """);

    /// <summary>The dimensions of the inputs do not satisfy what the program requires.</summary>
    public static readonly RuntimeError RequirementNotMet = new(
        "NL4806",
        "requirement not met",
        """
        The program states, with `require` or by the place of an index, what must hold of the dimensions that are chosen
        at run time: that a length is even, say, or that an axis is not empty. The inputs given here have other
        dimensions. Give inputs of dimensions that satisfy the message.
        """);
}
