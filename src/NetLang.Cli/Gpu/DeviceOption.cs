using System.CommandLine;
using NetLang.Cli.Output;
using NetLang.Compiler;
using NetLang.Runtime;

namespace NetLang.Cli.Gpu;

/// <summary>Where a command runs a model, and what code for it is compiled against.</summary>
internal sealed class DeviceOption
{
    private readonly Option<Device?> device = new("--device")
    {
        Description = "Where to run: cpu, gpu, gpu-or-cpu, or one that `netlangc devices` lists, such as cuda:0.",
        HelpName = "DEVICE",
        CustomParser = result =>
        {
            if (Device.Parse(result.Tokens[0].Value) is { } parsed)
                return parsed;
            result.AddError($"--device takes cpu, gpu, gpu-or-cpu, cuda:0 or opencl:0, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };

    private readonly Option<string?> ilgpu = IlgpuAssemblies.FolderOption();

    public void AddTo(Command command)
    {
        command.Add(device);
        command.Add(ilgpu);
    }

    /// <exception cref="NetLangException">A GPU is asked for, and ILGPU is not to be had.</exception>
    public DeviceCode Choose(ParseResult result, Terminal terminal)
    {
        var chosen = result.GetValue(device) ?? Device.Cpu;
        if (chosen == Device.Cpu)
            return DeviceCode.Cpu;
        var targets = chosen == Device.GpuOrCpu ? Targets.Cpu | Targets.Gpu : Targets.Gpu;
        try
        {
            return new(chosen, targets, IlgpuAssemblies.OfThisMachine(terminal.Error).Find(result.GetValue(ilgpu)));
        }
        catch (NetLangException failure) when (chosen == Device.GpuOrCpu && failure.Error == CliErrors.IlgpuMissing)
        {
            return DeviceCode.Cpu;
        }
    }
}
