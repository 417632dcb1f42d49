namespace ILGPU.Runtime;

/// <summary>Runs the groups of a launch one after the other.</summary>
internal sealed class KernelLauncher(Device device) : IDisposable
{
    private readonly Dictionary<int, LaneScheduler> schedulers = [];

    public void Launch(KernelConfig config, bool hasBarriers, Action kernel)
    {
        if (config.GridDim.X <= 0 || config.GroupDim.X <= 0)
            throw new KernelFault($"a launch of {config.GridDim.X} groups of {config.GroupDim.X} lanes");
        if (config.GroupDim.X > device.MaxNumThreadsPerGroup)
            throw new KernelFault($"groups of {config.GroupDim.X} lanes; the device allows {device.MaxNumThreadsPerGroup}");
        // Lanes that cannot wait for each other need no threads of their own, nor does one alone.
        var scheduler = hasBarriers && config.GroupDim.X > 1 ? Scheduler(config.GroupDim.X) : null;
        for (var group = 0; group < config.GridDim.X; group++)
        {
            var run = new GroupRun(device, config, group) { Scheduler = scheduler };
            if (scheduler is null)
                RunInTurn(run, kernel);
            else
                scheduler.Run(run, kernel);
        }
    }

    public void Dispose()
    {
        foreach (var scheduler in schedulers.Values)
            scheduler.Dispose();
        schedulers.Clear();
    }

    private static void RunInTurn(GroupRun group, Action kernel)
    {
        try
        {
            for (var lane = 0; lane < group.Config.GroupDim.X; lane++)
            {
                Lane.Enter(new Lane(group, lane));
                kernel();
                group.EndTurn(Lane.Current);
            }
        }
        finally
        {
            Lane.Enter(null);
        }
    }

    private LaneScheduler Scheduler(int lanes)
    {
        if (!schedulers.TryGetValue(lanes, out var scheduler))
            schedulers.Add(lanes, scheduler = new LaneScheduler(lanes, device.WarpSize));
        return scheduler;
    }
}
