using System.Reflection;
using System.Xml.Linq;
using NetLang.Runtime;

namespace NetLang.Cli.Tests.Commands;

public class BuildTests
{
    [Fact]
    public void The_assembly_lies_beside_the_file_with_docs_symbols_and_the_runtime()
    {
        using var project = new PointsProject();
        var output = Netlangc.Succeed("build", project.Source);
        Assert.StartsWith(project.Folder.Combine("net.dll: "), output, StringComparison.Ordinal);
        Assert.Equal(["NetLang.Runtime.dll", "net.dll", "net.net", "net.pdb", "net.xml", "points.csv"], project.Folder.Files);
    }

    [Fact]
    public void The_class_stands_in_the_namespace_and_predicts()
    {
        using var project = new PointsProject();
        var path = project.Folder.Combine("Geometry.dll");
        Netlangc.Succeed("build", project.Source, "-o", path, "--namespace", "My.Geometry");
        var assembly = Assembly.Load(File.ReadAllBytes(path));
        Assert.Equal("Geometry", assembly.GetName().Name);
        var type = Assert.Single(assembly.GetExportedTypes(), t => t.IsSubclassOf(typeof(Model)));
        Assert.Equal("My.Geometry.Net", type.FullName);
        dynamic net = type.GetMethod("Create")!.Invoke(null, [new ModelOptions { Seed = 3 }])!;
        float[] scores = net.Predict(new float[] { 0.5f, 0.25f, 0.1f, 0.2f });
        Assert.Equal(4, scores.Length);

        var docs = XDocument.Load(project.Folder.Combine("Geometry.xml"));
        var summary = docs.Descendants("member").Single(m => m.Attribute("name")!.Value == "T:My.Geometry.Net").Value;
        Assert.Contains("Which side of a line a point lies on", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_takes_the_assembly_under_the_source_s_name()
    {
        using var project = new PointsProject();
        var folder = project.Folder.Combine("built") + Path.DirectorySeparatorChar;
        Netlangc.Succeed("build", project.Source, "-o", folder);
        Assert.True(File.Exists(Path.Combine(folder, "net.dll")));
    }

    [Fact]
    public void Building_twice_gives_the_same_bytes()
    {
        using var project = new PointsProject();
        var path = project.Folder.Combine("net.dll");
        Netlangc.Succeed("build", project.Source);
        var first = File.ReadAllBytes(path);
        Netlangc.Succeed("build", project.Source);
        Assert.Equal(first, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("ir", "matmul")]
    [InlineData("kernels", "gemm")]
    [InlineData("csharp", "class Net")]
    public void Emit_prints_a_form_and_writes_nothing(string form, string expected)
    {
        using var project = new PointsProject();
        var output = Netlangc.Succeed("build", project.Source, "--emit", form);
        Assert.Contains(expected, output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["net.net", "points.csv"], project.Folder.Files);
    }

    [Theory]
    [InlineData("gpu", false, true)]
    [InlineData("cpu,gpu", true, true)]
    [InlineData("cpu", true, false)]
    public void Emit_prints_the_kernels_of_the_targets_without_ILGPU(string target, bool ofCpu, bool ofGpu)
    {
        using var project = new PointsProject();
        var output = Netlangc.Succeed("build", project.Source, "--emit", "kernels", "--target", target);
        Assert.Equal(ofCpu, output.Contains("root = gemm", StringComparison.Ordinal));
        Assert.Equal(ofGpu, output.Contains("_launch(", StringComparison.Ordinal));
        Assert.Equal(ofGpu, output.Contains("SharedMemory.Allocate", StringComparison.Ordinal));
        Assert.Equal(["net.net", "points.csv"], project.Folder.Files);
    }

    [Theory]
    [InlineData("// Net after elaboration", "gradient(", "--dump-ir=after:elaboration")]
    [InlineData("// Net after autodiff", "graph \"train\"", "--dump-ir=after:autodiff", "--passes=simplify")]
    [InlineData("program \"train\"", "fuses ", "--explain-kernels")]
    public void Stages_are_shown_and_nothing_is_written(string first, string second, params string[] options)
    {
        using var project = new PointsProject();
        var output = Netlangc.Succeed(["build", project.Source, .. options]);
        Assert.Contains(first, output, StringComparison.Ordinal);
        Assert.Contains(second, output, StringComparison.Ordinal);
        Assert.Equal(["net.net", "points.csv"], project.Folder.Files);
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("gpu")]
    public void Kernels_are_explained_with_what_memory_led_to(string target)
    {
        using var project = new PointsProject(
            "model Last (x: f32[N, 100, 8]) : f32[N, 16] = x |> lstm 16 |> lastStep\ntrain Last = { loss = mse; memory = \"1MB\" }\n");
        var output = Netlangc.Succeed("build", project.Source, "--explain-kernels", "--target", target);
        Assert.StartsWith("memory of Last: a training step with a batch of 32 takes ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Launches_are_explained_and_estimated_for_a_card() => Snapshot.Match(
        Netlangc.Succeed(
            "build", Path.Combine(Netlangc.Examples, "mnist/mlp.net"), "--target", "gpu", "--explain-kernels", "--gpu-model", "A100")
            .Replace(Netlangc.Examples, "examples", StringComparison.Ordinal),
        "explain-kernels-gpu");

    [Fact]
    public void Sizes_that_are_not_known_are_told()
    {
        using var project = new PointsProject();
        File.WriteAllText(project.Source, "model Net (x: f32[N, T]) : f32[N] = sum { axis = 1 } x\n");
        var output = Netlangc.Succeed("build", project.Source, "--target", "gpu", "--explain-kernels", "--gpu-model", "t4");
        Assert.StartsWith(
            "Net with N = 1, assumed, since it is known at run time only; T = 16, assumed, since", output, StringComparison.Ordinal);
        Assert.Contains("t4: NVIDIA T4, ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("knows no 'rtx4900' (did you mean rtx4090?): there are a10, a100,", "--gpu-model", "rtx4900", "--explain-kernels", "--target", "gpu")]
    [InlineData("goes with --target gpu --explain-kernels", "--gpu-model", "a100", "--explain-kernels")]
    [InlineData("goes with --target gpu --explain-kernels", "--gpu-model", "a100", "--target", "gpu")]
    public void A_card_that_cannot_be_estimated_is_told(string problem, params string[] options)
    {
        using var project = new PointsProject();
        var run = Netlangc.Run(["build", project.Source, .. options]);
        Assert.Equal(ExitCode.UsageError, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--passes=simplify,fold")]
    [InlineData("--dump-ir=after:fold")]
    [InlineData("--dump-ir=after:simplify", "--passes=fold-constants")]
    public void A_pass_that_does_not_run_is_told(params string[] options)
    {
        using var project = new PointsProject();
        var run = Netlangc.Run(["build", project.Source, .. options]);
        Assert.Equal(ExitCode.ProgramError, run.ExitCode);
        Assert.Contains("NL5203", run.Error, StringComparison.Ordinal);
        Assert.Contains("fold-constants", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dump_has_to_say_when()
    {
        using var project = new PointsProject();
        var run = Netlangc.Run("build", project.Source, "--dump-ir=simplify");
        Assert.Equal(ExitCode.UsageError, run.ExitCode);
        Assert.Contains("after:simplify", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--verify")]
    [InlineData("--passes=simplify")]
    [InlineData("--checked")]
    public void A_build_in_another_way_predicts_the_same(string option)
    {
        using var project = new PointsProject();
        Assert.Equal(Predict(project, "plain.dll"), Predict(project, "other.dll", option));
    }

    private static float[] Predict(PointsProject project, string name, params string[] options)
    {
        var path = project.Folder.Combine(name);
        Netlangc.Succeed(["build", project.Source, "-o", path, .. options]);
        var type = Assembly.Load(File.ReadAllBytes(path)).GetExportedTypes().Single(t => t.IsSubclassOf(typeof(Model)));
        dynamic net = type.GetMethod("Create")!.Invoke(null, [new ModelOptions { Seed = 3 }])!;
        return net.Predict(new float[] { 0.5f, 0.25f, 0.1f, 0.2f });
    }
}
