using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using NetLang.Cli.Caching;
using NetLang.Cli.Gpu;
using NetLang.Cli.Output;
using NetLang.Compiler;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc build fashion.net -o Fashion.dll</c></summary>
internal sealed class BuildCommand : Command
{
    private readonly SourceArguments source = new();
    private readonly PrintedForm form = new();

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The assembly to write, or its folder with a slash behind it; FILE.dll by default. XML docs, symbols "
            + "and the assemblies that it needs are written beside it.",
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

    private readonly Option<string?> ilgpu = IlgpuAssemblies.FolderOption();

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

    private readonly Option<bool> timings = new("--timings")
    {
        Description = "Print how long each stage took, to the error output.",
    };

    private readonly Option<bool> verify = new("--verify")
    {
        Description = "Check the graphs after every pass, and the kernels. For work on netlangc itself.",
    };

    private readonly Option<bool> @checked = new("--checked")
    {
        Description = "Check every access to memory at run time, and fill dead buffers with NaN. Slow; not on GPUs.",
    };

    public BuildCommand(Terminal terminal, BuildCache builds)
        : base("build", "Compile a file to a .NET assembly.")
    {
        source.AddTo(this);
        Add(output);
        Add(@namespace);
        Add(target.AcceptOnlyFromAmong("cpu", "gpu", "cpu,gpu"));
        Add(ilgpu);
        Add(listSources);
        form.AddTo(this, target);
        Add(passes);
        Add(verify);
        @namespace.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !name.Split('.').All(SyntaxFacts.IsValidIdentifier))
                result.AddError($"--namespace takes a name such as Shop.Models, not '{name}'.");
        });
        Add(@checked);
        Add(timings);
        SetAction(result => Run(result, terminal, builds));
    }

    private int Run(ParseResult result, Terminal terminal, BuildCache builds)
    {
        var times = new StageTimes();
        var file = source.Open(result, terminal);
        var path = PathOf(result.GetValue(output), Path.ChangeExtension(file.Path, ".dll"));
        var options = CompilerOptions(result, path, file) with { OnStage = times.Begin };
        var isPrinting = form.IsWanted(result);
        times.Begin("read");
        var text = file.Read();
        IReadOnlyList<string> needed = [];
        string? key = null;
        if (!isPrinting && !options.Targets.HasFlag(Targets.Gpu)) // whose assemblies would have to be found first
        {
            times.Begin("cache");
            key = BuildCache.Key(text, options);
        }

        var build = builds.Find(key);
        if (build is null)
        {
            if (!isPrinting)
                RoslynRehearsal.Begin();
            if (file.Compile(text, options) is not { } compilation)
                return ExitCode.ProgramError;
            if (isPrinting)
            {
                terminal.Out.Write(form.Print(result, compilation, options.Targets));
                return ExitCode.Success;
            }

            if (options.Targets.HasFlag(Targets.Gpu))
                needed = IlgpuAssemblies.OfThisMachine(terminal.Error).Find(result.GetValue(ilgpu));
            var emitted = compilation.EmitAssembly(ReferenceAssemblies.Load(needed));
            if (emitted.Image is null)
            {
                file.Report(emitted.Diagnostics);
                return ExitCode.InternalError;
            }

            var imports = compilation.Sources.Skip(1).Select(CachedImport.Of).ToList();
            build = new(imports, emitted.Image, emitted.Symbols, emitted.Documentation);
            if (key is not null && compilation.Diagnostics.Count == 0) // else there is something to report again
            {
                times.Begin("keep");
                builds.Keep(key, build);
            }
        }

        times.Begin("write");
        Write(build, path, needed, result.GetValue(listSources) is { } list ? (list, SourceList(file, build)) : null);
        if (result.GetValue(source.Diagnostics) == DiagnosticStyle.Rendered)
            terminal.Out.WriteLine($"{path}: {build.Dll.Length / 1024.0:F0} KB");
        if (result.GetValue(timings))
            times.PrintTo(terminal.Error);
        return ExitCode.Success;
    }

    /// <summary>Of the assembly: in a folder, which ends with a slash, it has the source's name.</summary>
    private static string PathOf(string? output, string byDefault) =>
        output is null ? byDefault
        : Path.EndsInDirectorySeparator(output) ? Path.Combine(output, Path.GetFileName(byDefault))
        : output;

    private CompilerOptions CompilerOptions(ParseResult result, string path, SourceFile file) => new()
    {
        AssemblyName = Path.GetFileNameWithoutExtension(path),
        Namespace = result.GetValue(@namespace),
        Targets = Enum.Parse<Targets>(result.GetRequiredValue(target), ignoreCase: true),
        Checked = result.GetValue(@checked),
        Passes = result.GetValue(passes)?.Split(',').ToImmutableArray(),
        DumpAfter = form.DumpedPass(result),
        Verify = result.GetValue(verify),
        Allow = file.Allow,
    };

    private static void Write(CachedBuild build, string path, IEnumerable<string> needed, (string, byte[])? sources)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        OutputFile.Write(
        [
            (path, build.Dll),
            (Path.ChangeExtension(path, ".pdb"), build.Pdb),
            (Path.ChangeExtension(path, ".xml"), build.Xml),
            .. needed.Append(typeof(ElementType).Assembly.Location)
                .Select(file => (Path.Combine(folder, Path.GetFileName(file)), File.ReadAllBytes(file))),
            .. sources is { } list ? new[] { list } : [],
        ]);
    }

    private static byte[] SourceList(SourceFile file, CachedBuild build) => Encoding.UTF8.GetBytes(string.Concat(
        build.Imports.Select(import => import.Path).Prepend(file.Path).Select(path => Path.GetFullPath(path) + "\n")));
}
