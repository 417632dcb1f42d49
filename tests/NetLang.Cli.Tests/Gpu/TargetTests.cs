using System.Reflection;
using NetLang.Runtime;

namespace NetLang.Cli.Tests.Gpu;

/// <summary><c>build --target</c>, against the ILGPU in the tests' folder.</summary>
public class TargetTests
{
    [Fact]
    public void Without_ILGPU_the_build_says_in_one_screen_how_to_get_it()
    {
        using var project = new PointsProject();
        using var empty = new TemporaryFolder();
        var result = Netlangc.Run("build", project.Source, "--target", "gpu", "--ilgpu", empty.Path);
        Assert.Equal(ExitCode.RunError, result.ExitCode);
        Assert.StartsWith(
            $"error NL5107: code for GPUs is compiled against ILGPU 1.5.3: there is no ILGPU.dll in {empty.Path}",
            result.Error,
            StringComparison.Ordinal);
        Assert.Contains("--ilgpu FOLDER", result.Error, StringComparison.Ordinal);
        Assert.InRange(result.Error.Split('\n').Length, 2, 20);
        Assert.Equal(["net.net", "points.csv"], project.Folder.Files);
    }

    [Fact]
    public void An_assembly_for_both_predicts_on_the_processor_and_says_that_there_is_no_GPU()
    {
        using var project = new PointsProject();
        Netlangc.Succeed("build", project.Source, "--target", "cpu,gpu", "--ilgpu", AppContext.BaseDirectory);
        Assert.Contains("ILGPU.dll", project.Folder.Files);
        Assert.Contains("ILGPU.Algorithms.dll", project.Folder.Files);
        var create = Model(project).GetMethod("Create")!.CreateDelegate<Func<ModelOptions?, Model>>();
        dynamic net = create(null);
        Assert.Equal(4, ((float[])net.Predict(new float[] { 0.5f, 0.25f, 0.1f, 0.2f })).Length);

        // ILGPU's own processor device is for tests of kernels, and never taken for a GPU.
        var failure = Assert.Throws<NetLangException>(() => create(new() { Device = Device.Gpu }));
        Assert.Equal(ExecutionErrors.NoGpu, failure.Error);
        CodeSnapshots.Match(failure.Message, "NL4804");
    }

    [Fact]
    public void An_assembly_has_no_code_for_other_targets()
    {
        using var project = new PointsProject();
        Netlangc.Succeed("build", project.Source);
        var onGpu = new ModelOptions { Device = Device.Gpu };
        var create = Model(project).GetMethod("Create")!.CreateDelegate<Func<ModelOptions, Model>>();
        Assert.Equal(ExecutionErrors.NotBuiltForDevice, Assert.Throws<NetLangException>(() => create(onGpu)).Error);
    }

    [Theory]
    [InlineData("cpu", true, false)]
    [InlineData("gpu", false, true)]
    [InlineData("cpu,gpu", true, true)]
    public void The_text_of_the_targets_is_printed_without_ILGPU(string targets, bool hasCpu, bool hasGpu)
    {
        using var project = new PointsProject();
        using var empty = new TemporaryFolder();
        var text = Netlangc.Succeed(
            "build", project.Source, "--target", targets, "--ilgpu", empty.Path, "--emit", "csharp");
        Assert.Equal(hasCpu, text.Contains("namespace NetLang.Emitted.Net.Cpu", StringComparison.Ordinal));
        Assert.Equal(hasGpu, text.Contains("namespace NetLang.Emitted.Net.Gpu", StringComparison.Ordinal));
    }

    [Fact]
    public void Other_targets_are_refused()
    {
        using var project = new PointsProject();
        var result = Netlangc.Run("build", project.Source, "--target", "tpu");
        Assert.Equal(ExitCode.UsageError, result.ExitCode);
        Assert.Contains("'cpu,gpu'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_are_listed()
    {
        var table = Netlangc.Succeed("devices", "--ilgpu", AppContext.BaseDirectory);
        Assert.Matches(@"cpu\s+\d+ processors", table);
        Assert.DoesNotContain("cuda:", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_on_a_GPU_says_that_there_is_none()
    {
        using var project = new PointsProject();
        var result = Netlangc.Run("train", project.Source, "--device", "cuda:1", "--ilgpu", AppContext.BaseDirectory);
        Assert.Equal(ExitCode.RunError, result.ExitCode);
        Assert.StartsWith("error NL4804: there is no device cuda:1", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Training_falls_back_where_that_is_asked_for(bool hasIlgpu)
    {
        using var project = new PointsProject();
        using var empty = new TemporaryFolder();
        var ilgpu = hasIlgpu ? AppContext.BaseDirectory : empty.Path;
        Netlangc.Succeed("train", project.Source, "--device", "gpu-or-cpu", "--ilgpu", ilgpu, "--epochs", "1");
    }

    [Fact]
    public void Other_devices_are_refused()
    {
        using var project = new PointsProject();
        var result = Netlangc.Run("train", project.Source, "--device", "tpu");
        Assert.Equal(ExitCode.UsageError, result.ExitCode);
        Assert.Contains("cuda:0 or opencl:0, not 'tpu'", result.Error, StringComparison.Ordinal);
    }

    private static Type Model(PointsProject project) =>
        Assembly.Load(File.ReadAllBytes(project.Folder.Combine("net.dll")))
            .GetExportedTypes()
            .Single(t => t.IsSubclassOf(typeof(Model)));
}
