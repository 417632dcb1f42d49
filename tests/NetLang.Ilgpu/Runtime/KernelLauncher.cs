namespace ILGPU.Runtime;

/// <summary>Runs the groups of a launch one after the other.</summary>
internal static class KernelLauncher
{
    public static void Launch(KernelConfig config, int maxGroupSize, bool hasBarriers, Action kernel)
    {
        if (config.GridDim.X <= 0 || config.GroupDim.X <= 0)
            throw new KernelFault($"a launch of {config.GridDim.X} groups of {config.GroupDim.X} lanes");
        if (config.GroupDim.X > maxGroupSize)
            throw new KernelFault($"groups of {config.GroupDim.X} lanes; the device allows {maxGroupSize}");
        for (var group = 0; group < config.GridDim.X; group++)
        {
            if (hasBarriers && config.GroupDim.X > 1)
            {
                var scheduler = new LaneScheduler(config.GroupDim.X);
                scheduler.Run(new GroupRun(config, group) { Scheduler = scheduler }, kernel);
            }
            else
            {
                RunInTurn(new GroupRun(config, group) { Scheduler = null }, kernel);
            }
        }
    }

    private static void RunInTurn(GroupRun group, Action kernel)
    {
        try
        {
            for (var lane = 0; lane < group.Config.GroupDim.X; lane++)
            {
                Lane.Enter(new Lane(group, lane));
                kernel();
            }
        }
        finally
        {
            Lane.Enter(null);
        }
    }
}
