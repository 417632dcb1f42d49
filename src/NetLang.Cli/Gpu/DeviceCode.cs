using System.Runtime.Loader;
using NetLang.Compiler;
using NetLang.Runtime;

namespace NetLang.Cli.Gpu;

/// <summary>A device, the code that it needs, and the assemblies that such code refers to.</summary>
/// <param name="Assemblies">Paths of ILGPU's.</param>
internal sealed record DeviceCode(Device Device, Targets Targets, IReadOnlyList<string> Assemblies)
{
    public static DeviceCode Cpu { get; } = new(Device.Cpu, Targets.Cpu, []);

    /// <summary>A place for an assembly, which finds there what it refers to.</summary>
    public AssemblyLoadContext NewLoadContext(string name)
    {
        var context = new AssemblyLoadContext(name);
        context.Resolving += (into, wanted) =>
            Assemblies.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == wanted.Name) is { } path
                ? into.LoadFromAssemblyPath(Path.GetFullPath(path))
                : null;
        return context;
    }
}
