using NetLang.Compiler.Ops;
using NetLang.Compiler.Text;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Files;

/// <summary>What a file has of those that it imports.</summary>
public class ImportTests
{
    private const string Blocks = """
        let width = 8
        let residual (x: 't[.., n]) : 't[.., n] = x + dense n x
        let cost output target = mean (abs (output - target))
        optimizer plain (w, g, rate, step) =
            w <- w - rate * g
        model Encoder (x: f32[N, 8]) : f32[N, 8] = x |> residual
        """;

    private const string Trained = """
        import "blocks.net"
        model M (x: f32[N, 8]) : f32[N, 8] = x |> residual |> dense width
        train M = { loss = cost; optimizer = plain }
        """;

    [Fact]
    public void Definitions_are_used_as_they_are() =>
        Assert.Equal(["residual.dense.weight", "dense.weight"], Imported.Weights(Trained, ("blocks.net", Blocks)));

    [Fact]
    public void Definitions_are_used_behind_a_name() => Assert.Equal(
        ["residual.dense.weight", "dense.weight"],
        Imported.Weights(
            """
            import "blocks.net" as Blocks
            model M (x: f32[N, Blocks.width]) : f32[N, 8] = x |> Blocks.residual |> dense Blocks.width
            train M = { loss = Blocks.cost; optimizer = Blocks.plain }
            """,
            ("blocks.net", Blocks)));

    [Fact]
    public void Only_models_of_the_main_file_are_built() =>
        Assert.Equal(["M"], Imported.Models(Trained, ("blocks.net", Blocks)).Select(m => m.Name));

    [Fact]
    public void Training_of_an_imported_file_does_not_run()
    {
        var models = Imported.Models(
            "import \"m.net\"\nmodel Twice (x: f32[N, 4]) : f32[N, 4] = x |> M |> M",
            ("m.net", "model M (x: f32[N, 4]) : f32[N, 4] = dense 4 x\ntrain M = { loss = mse }"));
        Assert.Null(Assert.Single(models).Train);
    }

    [Theory]
    [InlineData("import \"m.net\"\n", "M")]
    [InlineData("import \"m.net\" as Zoo\n", "Zoo.M")]
    public void An_imported_model_can_be_trained(string import, string name)
    {
        var models = Imported.Models(
            import + $"train {name} = {{ loss = mse }}", ("m.net", "model M (x: f32[N, 4]) : f32[N, 4] = dense 4 x"));
        Assert.NotNull(Assert.Single(models).Train);
    }

    [Fact]
    public void Two_trained_models_of_one_name_would_be_one_class() => Assert.Equal(
        "NL2006@main.net(3,7)",
        Imported.Codes(
            "import \"m.net\" as Zoo\nmodel M (x: f32[N, 4]) = x\ntrain Zoo.M = { loss = mse }",
            ("m.net", "model M (x: f32[N, 4]) : f32[N, 4] = dense 4 x")));

    [Fact]
    public void A_files_own_definitions_come_first_in_that_file() => Assert.Equal(
        ["residual.dense.weight", "residual.dense2.weight", "Encoder.residual.dense.weight"],
        Imported.Weights(
            """
            import "blocks.net"
            let residual x = x |> dense width |> dense 8
            model M (x: f32[N, 8]) : f32[N, 8] = x |> residual |> Encoder
            """,
            ("blocks.net", Blocks)));

    [Fact]
    public void An_import_may_hide_a_function_of_the_prelude() => Assert.Equal(
        ["dense.kernel_weight"],
        Imported.Weights(
            "import \"keras.net\"\nmodel M (x: f32[N, 8]) : f32[N, 3] = dense 3 x",
            ("keras.net", """
                let dense units (x: 't[.., n]) =
                    param kernel_weight : 't[n, units] = zeros
                    x @ kernel_weight
                """)));

    [Fact]
    public void A_name_of_two_imports_is_ambiguous_where_it_is_used()
    {
        (string, string)[] files = [("a.net", "let f x = x + 1\nlet g x = x"), ("b.net", "let f x = x + 2")];
        Assert.Equal("NL2305@main.net(3,9)", Imported.Codes("import \"a.net\"\nimport \"b.net\"\nlet y = f 1", files));
        Assert.Equal(
            "NL2307@main.net(2,1)", Imported.Codes("import \"a.net\"\nimport \"b.net\"\nlet y = g 1", files));
        Assert.Empty(Imported.Codes("import \"a.net\"\nimport \"b.net\" as B\nlet y = f 1 + B.f 2", files));
        Assert.Equal(
            "NL2307@main.net(2,1)",
            Imported.Codes("import \"a.net\"\nimport \"b.net\"\nlet f x = x\nlet y = f (g 1)", files));
    }

    [Fact]
    public void What_an_import_imports_is_its_own_affair()
    {
        (string, string)[] files = [("a.net", "import \"b.net\" as B\nlet f x = B.g x"), ("b.net", "let g x = x")];
        Assert.Empty(Imported.Codes("import \"a.net\"\nlet y = f 1", files));
        Assert.Equal("NL2001@main.net(2,15)", Imported.Codes("import \"a.net\"\nlet y = f 1 + g 2", files));
        Assert.Equal("NL2001@main.net(2,11)", Imported.Codes("import \"a.net\" as A\nlet y = A.B", files));
    }

    [Fact]
    public void A_file_that_two_import_is_one()
    {
        var reads = new List<string>();
        var files = ImportedFiles.InMemory(
            ("a.net", "import \"base.net\"\nlet f x = layer x"),
            ("b.net", "import \"./base.net\"\nlet g x = layer x"),
            ("base.net", "let layer x = dense 4 x"));
        SourceLoader counting = path =>
        {
            reads.Add(path);
            return files(path);
        };
        const string imports = "import \"a.net\"\nimport \"b.net\"\nimport \"base.net\"\n";
        Imported.Models(imports + "model M (x: f32[N, 4]) = x |> f |> g |> layer", counting);
        Assert.Equal(["a.net", "base.net", "b.net"], reads);
    }

    [Fact]
    public void Paths_begin_at_the_file_that_says_them() => Assert.Empty(Imported.Codes(
        "import \"lib/a.net\"\nlet y = f 1",
        ("lib/a.net", "import \"deep/b.net\"\nimport \"../c.net\"\nlet f x = g (h x)"),
        ("lib/deep/b.net", "let g x = x"),
        ("c.net", "let h x = x")));

    [Theory]
    [InlineData("x.csv", "lib/x.csv")]
    [InlineData("../x.csv", "lib/../x.csv")]
    [InlineData("/data/x.csv", "/data/x.csv")]
    public void Data_lies_beside_the_file_that_says_it(string path, string found)
    {
        var model = Imported.Models(
            """
            import "lib/data.net"
            model M (x: f32[N, 4]) : f32[N] = sum { axis = 1 } (dense 1 x)
            train M = { data = points; validate = load "here.csv"; loss = mse }
            """,
            ("lib/data.net", $"let points = csv \"{path}\"\nlet load path = csv path"))[0];
        Assert.Equal(found, Assert.IsType<CsvSource>(model.Training!.Data).Path);
        Assert.Equal("here.csv", Assert.IsType<CsvSource>(model.Training.Validation).Path);
    }

    [Fact]
    public void Random_draws_do_not_depend_on_the_file_that_draws()
    {
        const string noise = "let noise (x: 't[..]) = x + randomUniform (shape x)";
        const string model = "model M (x: f32[N, 4]) = noise x";
        Assert.Equal(
            GraphText.Print(Imported.Models($"{noise}\n{model}")[0].Predict),
            GraphText.Print(Imported.Models($"import \"lib/a.net\"\n{model}", ("lib/a.net", noise))[0].Predict));
    }

    [Fact]
    public void Strings_use_what_they_mention() => Assert.Equal(
        "width = 8",
        Imported.Error(
            "import \"a.net\"\nmodel M (x: f32[N, 4]) =\n    require false \"width = {width}\"\n    x",
            ("a.net", "let width = 8")).Message);
}
