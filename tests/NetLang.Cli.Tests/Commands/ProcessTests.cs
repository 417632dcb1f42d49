using System.Diagnostics;
using System.Globalization;

namespace NetLang.Cli.Tests.Commands;

/// <summary>What only a process of its own shows.</summary>
public class ProcessTests
{
    [Fact]
    public void The_version_is_that_of_the_assembly()
    {
        using var process = Start("--version");
        var version = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.StartsWith(typeof(ExitCode).Assembly.GetName().Version!.ToString(3), version, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, process.ExitCode);
    }

    [Fact]
    public void Ctrl_C_ends_training_with_130_and_saves_what_was_learned()
    {
        if (OperatingSystem.IsWindows())
            return; // no signal can be sent to one process there
        using var project = new PointsProject();
        var weights = project.Folder.Combine("net.safetensors");
        using var process = Start("train", project.Source, "--epochs", "1000000000", "--save", weights);
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("epoch", StringComparison.Ordinal))
        {
        }

        Interrupt(process);
        process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("Interrupted.", error.Trim());
        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        Assert.True(File.Exists(weights));
    }

    [Fact]
    public void A_watch_checks_what_an_editor_has_replaced_until_Ctrl_C()
    {
        if (OperatingSystem.IsWindows())
            return; // no signal can be sent to one process there
        using var project = new PointsProject();
        using var process = Start("check", "--watch", project.Source);
        Assert.Equal($"{project.Source}: no errors (Net)", process.StandardOutput.ReadLine());

        var text = PointsProject.Model.Replace("model Net", "model Other", StringComparison.Ordinal);
        File.Move(project.Folder.Write("new.net", text), project.Source, overwrite: true);
        Assert.Equal($"{project.Source}: no errors (Other)", process.StandardOutput.ReadLine());

        Interrupt(process);
        Assert.Equal("", process.StandardOutput.ReadToEnd());
        Assert.EndsWith("Interrupted.\n", process.StandardError.ReadToEnd(), StringComparison.Ordinal);
        process.WaitForExit();
        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
    }

    private static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static Process Start(params string[] arguments)
    {
        string[] command = ["dotnet", typeof(ExitCode).Assembly.Location, .. arguments];
        if (OperatingSystem.IsLinux()) // a shell lets what it runs in the background ignore Ctrl-C
            command = ["env", "--default-signal=INT", .. command];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
