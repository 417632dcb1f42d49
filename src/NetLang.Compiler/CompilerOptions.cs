using System.Collections.Immutable;
using NetLang.Compiler.Text;

namespace NetLang.Compiler;

/// <summary>How a file is compiled.</summary>
public sealed record CompilerOptions
{
    /// <summary>Reads the files that are imported; by default there are none.</summary>
    public SourceLoader ReadImport { get; init; } = _ => new(null, "no files can be read here");

    /// <summary>Told the name of each stage when it begins.</summary>
    public Action<string> OnStage { get; init; } = _ => { };

    /// <summary>The name of the assembly.</summary>
    public string AssemblyName { get; init; } = "Models";

    /// <summary>The namespace of the generated types; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The devices to write code for, one at least.</summary>
    public Targets Targets { get; init; } = Targets.Cpu;

    /// <summary>Whether the processor's code checks every access to memory at run time, and dead memory filled with NaN. Slow.</summary>
    public bool Checked { get; init; }

    /// <summary>Whether the graphs are verified after each pass, and the kernels built of them.</summary>
    public bool Verify { get; init; }

    /// <summary>The optimising passes to run, by name; null for all.</summary>
    public ImmutableArray<string>? Passes { get; init; }

    /// <summary>
    /// The pass after which the graphs are printed to <see cref="Compilation.Dump"/>; <c>elaboration</c> for what the passes
    /// start from; null for none.
    /// </summary>
    public string? DumpAfter { get; init; }

    /// <summary>The codes of warnings that are left out, such as <c>NL2031</c>.</summary>
    public ImmutableArray<string> Allow { get; init; } = [];

    /// <summary>Whether several nodes of a graph become one kernel.</summary>
    public bool Fuse { get; init; } = true;
}
