using System.CommandLine;
using NetLang.Fuzz;

var count = new Option<int>("--count") { Description = "How many programs.", DefaultValueFactory = _ => 20_000 };
var seed = new Option<int>("--seed") { Description = "Chooses the programs.", DefaultValueFactory = _ => 1 };
var first = new Option<int>("--first") { Description = "The number of the first program." };
var budget = new Option<double>("--budget")
{
    // One that unrolls nearly all that it may, 1,000 layers that train, takes half a minute for both targets.
    Description = "The processor time in seconds that the compiler may take for a program.",
    DefaultValueFactory = _ => 60.0,
};
var assemblies = new Option<int>("--assemblies")
{
    Description = "Of how many programs without errors one becomes an assembly.",
    DefaultValueFactory = _ => 10,
};
var output = new Option<string>("--output")
{
    Description = "The folder to which programs that the compiler fails on are written.",
    DefaultValueFactory = _ => Path.Combine("artifacts", "fuzz"),
};
var file = new Option<string?>("--file")
{
    Description = "Instead of all this: only compile this file, and make it small.",
};
var root = new RootCommand("Compiles mutated programs. All that the compiler may answer with are diagnostics.")
{
    count, seed, first, budget, assemblies, output, file,
};
root.SetAction(result =>
{
    var run = new FuzzRun(new FuzzOptions
    {
        Count = result.GetValue(count),
        Seed = result.GetValue(seed),
        First = result.GetValue(first),
        Budget = TimeSpan.FromSeconds(result.GetValue(budget)),
        Assemblies = result.GetValue(assemblies),
        Output = result.GetRequiredValue(output),
    });
    return result.GetValue(file) is { } path ? run.Only(path) : run.All();
});
return root.Parse(args).Invoke();
