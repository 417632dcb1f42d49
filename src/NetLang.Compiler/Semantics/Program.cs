using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Semantics.Builtins;
using NetLang.Compiler.Semantics.Files;
using NetLang.Compiler.Semantics.Scopes;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics;

/// <summary>The definitions of a program's files and of the prelude behind them.</summary>
public sealed class Program
{
    private readonly DiagnosticBag diagnostics;
    private readonly IReadOnlySet<SourceText> preludeSources;
    private readonly Dictionary<SourceText, Environment> namesIn = [];

    public Program(ProgramFiles program, IReadOnlyList<CompilationUnit> prelude, DiagnosticBag diagnostics)
    {
        this.diagnostics = diagnostics;
        preludeSources = prelude.Select(p => p.Source).ToHashSet();

        var builtins = Environment.Root();
        foreach (var function in BuiltinRegistry.All)
            builtins.Define(function.Name, new BuiltinValue(function));
        foreach (var type in Enum.GetValues<ElementType>())
            builtins.Define(type.Name(), new ElementTypeValue(type));

        Library = builtins.Nested();
        foreach (var file in prelude)
        {
            FileDefinitions.Define(file, Library, [], diagnostics);
            namesIn[file.Source] = Library;
        }

        var files = new List<FileNames>();
        var byFile = new Dictionary<ParsedFile, FileNames>();
        foreach (var file in program.All)
        {
            var names = new FileNames(file, byFile, Library);
            FileDefinitions.Define(file.Unit, names.Names, names.Imports, diagnostics);
            files.Add(names);
            byFile.Add(file, names);
            namesIn[file.Unit.Source] = names.Names;
        }

        Files = files;
    }

    /// <summary>The files, each behind those that it imports; the main file is the last.</summary>
    public IReadOnlyList<FileNames> Files { get; }

    /// <summary>The file that is compiled.</summary>
    public FileNames Main => Files[^1];

    /// <summary>How many steps each elaboration may take.</summary>
    public int MaximumSteps { get; init; } = Budget.MaximumSteps;

    /// <summary>What names mean at the top of the prelude's files.</summary>
    public Environment Library { get; }

    /// <summary>Places of names that mean nothing, which has been reported.</summary>
    internal HashSet<SourceSpan> UnknownNames { get; } = [];

    /// <param name="found">Where to report; null for the program's own diagnostics.</param>
    public CallStack NewCallStack(DiagnosticBag? found = null) => new(found ?? diagnostics, preludeSources, UnknownNames);

    /// <summary>What names mean at the top of a file, of the program or of the prelude.</summary>
    public Environment NamesIn(SourceText file) => namesIn[file];

    /// <summary>The names of layer instances of one model.</summary>
    public ScopeNames NewScopeNames() => new(NamesIn);
}
