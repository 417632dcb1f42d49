using System.CommandLine;
using System.Globalization;
using System.Reflection;
using NetLang.Cli.Gpu;
using NetLang.Cli.Output;
using NetLang.Compiler;
using NetLang.Compiler.Codegen;
using NetLang.Compiler.Codegen.Gpu;
using NetLang.Compiler.Diagnostics;
using NetLang.Runtime;
using Spectre.Console;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc devices</c></summary>
internal sealed class DevicesCommand : Command
{
    private readonly Option<string?> ilgpu = IlgpuAssemblies.FolderOption();

    public DevicesCommand(Terminal terminal)
        : base("devices", "List the devices that models can run on.")
    {
        Add(ilgpu);
        SetAction(result => Run(IlgpuAssemblies.OfThisMachine(terminal.Error).Find(result.GetValue(ilgpu)), terminal));
    }

    private static int Run(IReadOnlyList<string> assemblies, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("device");
        table.AddColumn("name");
        table.AddColumn(new TableColumn("memory").RightAligned());
        table.AddColumn("");
        table.AddRow("cpu", $"{Environment.ProcessorCount} processors", "", "");
        foreach (var (device, name, memory, problem) in Find(assemblies))
        {
            var gigabytes = string.Create(CultureInfo.InvariantCulture, $"{memory / (double)(1 << 30):F1} GB");
            table.AddRow(
                device.ToString(),
                Markup.Escape(TerminalText.Clean(name)),
                gigabytes,
                problem is null ? "" : Markup.Escape($"cannot be used: {problem}"));
        }

        terminal.Console.Write(table);
        return ExitCode.Success;
    }

    // netlangc has no code that refers to ILGPU: what asks it is the runtime that goes into assemblies for GPUs.
    private static IReadOnlyList<(Device Device, string Name, long Memory, string? Problem)> Find(
        IReadOnlyList<string> assemblies)
    {
        var diagnostics = new DiagnosticBag();
        var emitted = AssemblyEmitter.Emit("devices", GpuSources.Files, ReferenceAssemblies.Load(assemblies), diagnostics)
            ?? throw new InvalidOperationException(diagnostics.All[0].Message);
        var context = new DeviceCode(Device.Gpu, Targets.Gpu, assemblies).NewLoadContext("devices");
        var list = context.LoadFromStream(new MemoryStream(emitted.Dll))
            .GetType("NetLang.Gpu.GpuDevices")!
            .GetMethod("List", BindingFlags.Public | BindingFlags.Static)!;
        return list.CreateDelegate<Func<IReadOnlyList<(Device, string, long, string?)>>>()();
    }
}
