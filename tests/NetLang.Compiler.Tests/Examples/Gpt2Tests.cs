using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Examples;

/// <summary>
/// The names and shapes of GPT-2's small model as its file has them (model.safetensors of openai-community/gpt2), but for
/// <c>h.*.attn.bias</c>, which is no weight but the mask of causality. 124,439,808 weights (Radford et al. 2019, as counted since).
/// </summary>
public sealed class Gpt2Tests
{
    private const int Width = 768;

    [Fact]
    public void Weights_have_the_names_and_shapes_of_the_published_ones()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Examples", "gpt2.net");
        var compilation = Compilation.Create(new SourceText("gpt2.net", File.ReadAllText(path)), new());
        Assert.Empty(compilation.Diagnostics);
        var weights = Assert.Single(compilation.Models).Variables
            .ToDictionary(v => v.Path, v => string.Join(", ", v.Type.Shape), StringComparer.Ordinal);
        Assert.Equal(Published().OrderBy(w => w.Key, StringComparer.Ordinal), weights.OrderBy(w => w.Key, StringComparer.Ordinal));
        var counts = weights.Values.Select(shape => shape.Split(", ").Select(long.Parse).Aggregate(1L, (a, b) => a * b));
        Assert.Equal(124_439_808, counts.Sum());
    }

    private static Dictionary<string, string> Published()
    {
        Dictionary<string, string> weights = new()
        {
            ["wte.weight"] = $"50257, {Width}",
            ["wpe.weight"] = $"1024, {Width}",
            ["ln_f.weight"] = $"{Width}",
            ["ln_f.bias"] = $"{Width}",
        };
        for (var block = 0; block < 12; block++)
        {
            foreach (var norm in (string[])["ln_1", "ln_2"])
            {
                weights[$"h.{block}.{norm}.weight"] = $"{Width}";
                weights[$"h.{block}.{norm}.bias"] = $"{Width}";
            }

            Add($"h.{block}.attn.c_attn", Width, 3 * Width);
            Add($"h.{block}.attn.c_proj", Width, Width);
            Add($"h.{block}.mlp.c_fc", Width, 4 * Width);
            Add($"h.{block}.mlp.c_proj", 4 * Width, Width);
        }

        return weights;

        void Add(string name, int inputs, int units)
        {
            weights[$"{name}.weight"] = $"{inputs}, {units}";
            weights[$"{name}.bias"] = $"{units}";
        }
    }
}
