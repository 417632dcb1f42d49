using System.Reflection;
using NetLang.Cli.Gpu;
using NetLang.Compiler;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>Compiles a file in memory and makes one of its models.</summary>
internal static class ModelHost
{
    /// <summary>The model and its definition; null where the file has errors, which have been shown then.</summary>
    public static (Model Model, ModelDefinition Definition)? Open(
        SourceFile file, string? name, ModelOptions options, DeviceCode code, string? weights)
    {
        RoslynRehearsal.Begin();
        return file.Compile(new CompilerOptions { Targets = code.Targets }) is { } compilation
            ? Open(compilation, file, name, options, code, weights)
            : null;
    }

    /// <summary>The same of a file that was compiled before.</summary>
    public static (Model Model, ModelDefinition Definition)? Open(
        Compilation compilation, SourceFile file, string? name, ModelOptions options, DeviceCode code, string? weights)
    {
        var definition = Choose(compilation, name, file.Path);
        var emitted = compilation.EmitAssembly(ReferenceAssemblies.Load(code.Assemblies));
        if (emitted.Image is null)
        {
            file.Report(emitted.Diagnostics);
            return null;
        }

        var assembly = code.NewLoadContext(file.Path)
            .LoadFromStream(new MemoryStream(emitted.Image), new MemoryStream(emitted.Symbols));
        var className = Compilation.ClassName(definition);
        var type = assembly.GetExportedTypes().Single(t => t.IsSubclassOf(typeof(Model)) && t.Name == className);
        options = options with { DataDirectory = options.DataDirectory ?? file.Folder, Device = code.Device };
        var model = weights is null
            ? Call(type, "Create", options)
            : Call(type, "Load", weights, options);
        return (model, definition);
    }

    /// <summary>The model of that name, or the only one of the file.</summary>
    public static ModelDefinition Choose(Compilation compilation, string? name, string path)
    {
        var models = compilation.Models;
        var names = string.Join(", ", models.Select(m => m.Name));
        if (name is null)
        {
            // A file may hold several models of which one is trained: that one is meant.
            var trained = models.Where(m => m.Train is not null).ToList();
            var candidates = trained.Count > 0 ? trained : [.. models];
            return candidates is [var only]
                ? only
                : throw new NetLangException(
                    CliErrors.NoSuchModel,
                    models.IsEmpty ? $"{path} declares no model" : $"{path} has several models: {names}",
                    models.IsEmpty ? "write one: `model Net (x: f32[N, 4]) : f32[N, 2] = …`" : "choose with --model");
        }

        return models.FirstOrDefault(m => m.Name == name)
            ?? throw new NetLangException(CliErrors.NoSuchModel, $"{path} has no model {name}", $"it has {names}");
    }

    private static Model Call(Type type, string method, params object[] arguments)
    {
        var found = type.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!;
        try
        {
            return (Model)found.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException failure) when (failure.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
