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

    /// <summary>There is no such device, or ILGPU cannot use it.</summary>
    public static readonly RuntimeError NoGpu = new(
        "NL4804",
        "no such device",
        """
        `Device.Gpu` needs a graphics card with a CUDA driver, or with an OpenCL driver that has generic address space, and
        none was found; `Device.Cuda(0)` and `Device.OpenCL(0)` need the device of that number. `netlangc devices` lists
        what there is. On Linux, ILGPU finds OpenCL by a file named libOpenCL.so, which packages for development have
        (ocl-icd-opencl-dev on Debian). Install the driver of your card's maker, or run on the processor: `Device.Cpu`.
        Nothing falls back on its own, so that nobody waits for a processor and thinks it a GPU; who wants that says
        `Device.GpuOrCpu`.
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

    /// <summary>A device has not as much memory as a model needs.</summary>
    public static readonly RuntimeError NoDeviceMemory = new(
        "NL4807",
        "too large for the memory of the device",
        """
        A model on a GPU keeps its variables there, the temporary buffers of its programs, and inputs and outputs of
        several batches. The device has no room for them: the message says how much was wanted and how much there is.
        Use a smaller batch, shorter sequences or smaller layers, or end what else uses the device.
        """);

    /// <summary>A device cannot run a kernel.</summary>
    public static readonly RuntimeError KernelRefused = new(
        "NL4808",
        "the device cannot run this model",
        """
        ILGPU, or the driver of the device, refused to compile a kernel: mostly because the device lacks something, such
        as `f64`, which many cards have no instructions for. Use another element type, another device, or `Device.Cpu`.
        If the model uses nothing unusual, it is a mistake of NetLang: please report it with the message.
        """);

    /// <summary>A device stopped in the middle of its work.</summary>
    public static readonly RuntimeError DeviceFailed = new(
        "NL4809",
        "the device failed",
        """
        The driver of the device reports an error of work under way: the device was reset or removed, a time limit for
        kernels has passed (Windows ends kernels that run for seconds on a card that draws the screen), or a kernel did
        what it must not. The model cannot be used any more; make it anew, with smaller batches where time was the reason.
        If it happens again, it may be a mistake of NetLang: please report it with the message.
        """);
}
