using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using NetLang.Compiler;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;
using NetLang.Runtime;
using Xunit;
using Compilation = NetLang.Compiler.Compilation;

namespace NetLang.Testing;

/// <summary>From the text of a <c>.net</c> file to a running model, as an app would have it.</summary>
public static class CompiledModel
{
    /// <summary>The assemblies of the running framework, and the runtime.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Model).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>
    /// Whether tests compile with bounds checks and poisoned buffers: <c>NETLANG_CHECKED=1 dotnet test</c>.
    /// </summary>
    public static bool Checked { get; } = Environment.GetEnvironmentVariable("NETLANG_CHECKED") == "1";

    /// <summary>Compiles a file that has no errors.</summary>
    public static Compilation Compile(string source, string path = "test.net")
    {
        var compilation = Compilation.Create(
            new SourceText(path, source),
            new CompilerOptions { AssemblyName = "test", Checked = Checked, Verify = true });
        Assert.True(
            !compilation.Diagnostics.Any(d => d.IsError),
            DiagnosticRenderer.Render(compilation.Diagnostics, RenderStyle.Plain));
        return compilation;
    }

    /// <summary>Compiles a file and makes its only model.</summary>
    public static Model Create(string source, ModelOptions? options = null) => Create(Compile(source), options);

    /// <summary>Makes the only model of a file.</summary>
    public static Model Create(Compilation compilation, ModelOptions? options = null) => Load(compilation)(options);

    /// <summary>Emits the assembly of a file once; the result makes its only model, as often as it is called.</summary>
    public static Func<ModelOptions?, Model> Load(Compilation compilation)
    {
        var emitted = compilation.EmitAssembly(References);
        Assert.Empty(emitted.Diagnostics);
        var context = new AssemblyLoadContext("test", isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(emitted.Image!), new MemoryStream(emitted.Symbols));
        var type = assembly.GetExportedTypes().Single(t => t.IsSubclassOf(typeof(Model)));
        var create = type.GetMethod("Create", BindingFlags.Public | BindingFlags.Static)!;
        return options => (Model)create.Invoke(null, [options ?? new ModelOptions()])!;
    }
}
