using System.Reflection;
using NetLang.Runtime;

namespace NetLang.Benchmarks.Workers;

/// <summary>An assembly that netlangc wrote.</summary>
internal sealed class ModelAssembly(string path)
{
    private readonly Assembly assembly = Assembly.LoadFrom(path);

    /// <summary>Makes one of its models with initial weights.</summary>
    public Model Create(string name, ModelOptions options) =>
        (Model)assembly.GetType(name, throwOnError: true)!
            .GetMethod("Create", BindingFlags.Public | BindingFlags.Static)!
            .Invoke(null, [options])!;
}
