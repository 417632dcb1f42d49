using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using NetLang.Cli.Gpu;
using NetLang.Cli.Output;
using NetLang.Compiler;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc build fashion.net -o Fashion.dll</c></summary>
internal sealed class BuildCommand : Command
{
    private readonly SourceArguments source = new();

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The assembly to write; FILE.dll by default. XML docs, symbols and the assemblies that it needs are "
            + "written beside it.",
    };

    private readonly Option<string?> @namespace = new("--namespace")
    {
        Description = "The namespace of the generated types; none by default.",
    };

    private readonly Option<string> target = new("--target")
    {
        Description = "The devices to write code for.",
        DefaultValueFactory = _ => "cpu",
    };

    private readonly Option<string?> ilgpu = new("--ilgpu")
    {
        Description = "The folder of ILGPU.dll and ILGPU.Algorithms.dll, which code for GPUs is compiled against; by default "
            + "they come from NuGet.",
        HelpName = "FOLDER",
    };

    private readonly Option<string?> emit = new("--emit")
    {
        Description = "Print an intermediate form instead of building: the graphs (ir), the kernels, or the C# text.",
    };

    private readonly Option<bool> explainKernels = new("--explain-kernels")
    {
        Description = "Print, instead of building, each kernel with what was fused into it, and where a fast path was missed.",
    };

    private readonly Option<string?> dumpIr = new("--dump-ir")
    {
        Description = "Print, instead of building, the graphs after a pass (after:simplify), or before all (after:elaboration).",
        HelpName = "after:PASS",
    };

    private readonly Option<string?> passes = new("--passes")
    {
        Description = "The optimising passes to run, with commas between; all by default. Those that cannot be left out run.",
        HelpName = "LIST",
    };

    private readonly Option<string?> listSources = new("--list-sources")
    {
        Description = "Write there the paths of the file and of all that it imports, one a line: what a build reads.",
        HelpName = "FILE",
    };

    private readonly Option<bool> verify = new("--verify")
    {
        Description = "Check the graphs after every pass, and the kernels. For work on netlangc itself.",
    };

    private readonly Option<bool> @checked = new("--checked")
    {
        Description = "Check every access to memory at run time, and fill dead buffers with NaN. Slow; not on GPUs.",
    };

    public BuildCommand(Terminal terminal)
        : base("build", "Compile a file to a .NET assembly.")
    {
        source.AddTo(this);
        Add(output);
        Add(@namespace);
        Add(target.AcceptOnlyFromAmong("cpu", "gpu", "cpu,gpu"));
        Add(ilgpu);
        Add(listSources);
        Add(emit.AcceptOnlyFromAmong("ir", "kernels", "csharp"));
        Add(explainKernels);
        Add(dumpIr);
        Add(passes);
        Add(verify);
        @namespace.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !name.Split('.').All(SyntaxFacts.IsValidIdentifier))
                result.AddError($"--namespace takes a name such as Shop.Models, not '{name}'.");
        });
        dumpIr.Validators.Add(result =>
        {
            if (DumpedPass(result.GetValueOrDefault<string?>()) is "")
                result.AddError("--dump-ir takes after:PASS, such as after:simplify.");
        });
        Add(@checked);
        SetAction(result => Run(result, terminal));
    }

    private int Run(ParseResult result, Terminal terminal)
    {
        var file = source.Open(result, terminal);
        var path = result.GetValue(output) ?? Path.ChangeExtension(file.Path, ".dll");
        var targets = Enum.Parse<Targets>(result.GetRequiredValue(target), ignoreCase: true);
        var compilation = file.Compile(new CompilerOptions
        {
            AssemblyName = Path.GetFileNameWithoutExtension(path),
            Namespace = result.GetValue(@namespace),
            Targets = targets,
            Checked = result.GetValue(@checked),
            Passes = result.GetValue(passes)?.Split(',').ToImmutableArray(),
            DumpAfter = DumpedPass(result.GetValue(dumpIr)),
            Verify = result.GetValue(verify),
        });
        if (compilation is null)
            return ExitCode.ProgramError;
        if (Printed(result, compilation) is { } text)
        {
            terminal.Out.Write(text);
            return ExitCode.Success;
        }

        IReadOnlyList<string> needed = targets.HasFlag(Targets.Gpu)
            ? IlgpuAssemblies.OfThisMachine(terminal.Error).Find(result.GetValue(ilgpu))
            : [];
        var assembly = compilation.EmitAssembly(ReferenceAssemblies.Load(needed));
        if (assembly.Image is null)
        {
            file.Report(assembly.Diagnostics);
            return ExitCode.InternalError;
        }

        var folder = Path.GetDirectoryName(path) ?? "";
        OutputFile.Write(
        [
            (path, assembly.Image),
            (Path.ChangeExtension(path, ".pdb"), assembly.Symbols),
            (Path.ChangeExtension(path, ".xml"), assembly.Documentation),
            .. needed.Append(typeof(ElementType).Assembly.Location)
                .Select(file => (Path.Combine(folder, Path.GetFileName(file)), File.ReadAllBytes(file))),
            .. new[] { result.GetValue(listSources) }.OfType<string>().Select(list => (list, SourceList(compilation))),
        ]);
        if (result.GetValue(source.Diagnostics) == DiagnosticStyle.Rendered)
            terminal.Out.WriteLine($"{path}: {assembly.Image.Length / 1024.0:F0} KB");
        return ExitCode.Success;
    }

    private static byte[] SourceList(Compilation compilation) => Encoding.UTF8.GetBytes(
        string.Concat(compilation.Sources.Select(source => Path.GetFullPath(source.Path) + "\n")));

    /// <summary>What is printed instead of an assembly; null where one is built.</summary>
    private string? Printed(ParseResult result, Compilation compilation)
    {
        if (result.GetValue(dumpIr) is not null)
            return compilation.Dump;
        if (result.GetValue(explainKernels))
            return Lines(compilation, p => KernelExplanation.Print(p.Kernels));
        return result.GetValue(emit) switch
        {
            null => null,
            "csharp" => compilation.EmitCSharp(),
            "ir" => Lines(compilation, p => GraphText.Print(p.Graph)),
            _ => Lines(compilation, p => KernelText.Print(p.Kernels)),
        };
    }

    private static string Lines(Compilation compilation, Func<ModelProgram, string> text) =>
        string.Concat(compilation.Programs.Select(p => text(p) + "\n"));

    /// <summary>The name behind <c>after:</c>; empty where there is none, null without the option.</summary>
    private static string? DumpedPass(string? value) =>
        value is null || value.StartsWith("after:", StringComparison.Ordinal) ? value?["after:".Length..] : "";
}
