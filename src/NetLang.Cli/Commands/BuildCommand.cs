using System.CommandLine;
using System.Text;
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
        Description = "The assembly to write; FILE.dll by default. XML docs and symbols are written beside it.",
    };

    private readonly Option<string?> @namespace = new("--namespace")
    {
        Description = "The namespace of the generated types; none by default.",
    };

    private readonly Option<Emission?> emit = new("--emit")
    {
        Description = "Print an intermediate form instead of building: the graphs (ir), the kernels, or the C# text.",
    };

    private readonly Option<bool> @checked = new("--checked")
    {
        Description = "Check every access to memory at run time, and fill dead buffers with NaN. Slow.",
    };

    private readonly Option<bool> withRuntime = new("--with-runtime")
    {
        Description = "Copy NetLang.Runtime.dll, which the assembly needs, beside it. For scripts.",
    };

    public BuildCommand(Terminal terminal)
        : base("build", "Compile a file to a .NET assembly.")
    {
        source.AddTo(this);
        Add(output);
        Add(@namespace);
        Add(emit);
        Add(@checked);
        Add(withRuntime);
        SetAction(result => Run(result, terminal));
    }

    private enum Emission
    {
        Ir,
        Kernels,
        CSharp,
    }

    private int Run(ParseResult result, Terminal terminal)
    {
        var file = source.Open(result, terminal);
        var path = result.GetValue(output) ?? Path.ChangeExtension(file.Path, ".dll");
        var compilation = file.Compile(new CompilerOptions
        {
            AssemblyName = Path.GetFileNameWithoutExtension(path),
            Namespace = result.GetValue(@namespace),
            Checked = result.GetValue(@checked),
        });
        if (compilation is null)
            return ExitCode.ProgramError;
        if (result.GetValue(emit) is { } form)
        {
            terminal.Out.Write(Text(compilation, form));
            return ExitCode.Success;
        }

        var assembly = compilation.EmitAssembly(ReferenceAssemblies.Load());
        if (assembly.Image is null)
        {
            file.Report(assembly.Diagnostics);
            return ExitCode.InternalError;
        }

        var files = new List<(string Path, byte[] Content)>
        {
            (path, assembly.Image),
            (Path.ChangeExtension(path, ".pdb"), assembly.Symbols),
            (Path.ChangeExtension(path, ".xml"), assembly.Documentation),
        };
        if (result.GetValue(withRuntime))
        {
            var runtime = typeof(ElementType).Assembly.Location;
            files.Add((Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileName(runtime)), File.ReadAllBytes(runtime)));
        }

        OutputFile.Write(files);
        if (result.GetValue(source.Diagnostics) == DiagnosticStyle.Rendered)
            terminal.Out.WriteLine($"{path}: {assembly.Image.Length / 1024.0:F0} KB");
        return ExitCode.Success;
    }

    private static string Text(Compilation compilation, Emission form)
    {
        var text = new StringBuilder();
        switch (form)
        {
            case Emission.CSharp:
                text.Append(compilation.EmitCSharp());
                break;
            case Emission.Ir:
                foreach (var program in compilation.Programs)
                    text.AppendLine(GraphText.Print(program.Graph));
                break;
            default:
                foreach (var program in compilation.Programs)
                    text.AppendLine(KernelText.Print(program.Kernels));
                break;
        }

        return text.ToString();
    }
}
