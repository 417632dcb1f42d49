using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Runtime.Tests.Execution;

public unsafe class WorkerTeamTests
{
    [Fact]
    public void WhereAThreadIsNotToBeHadTheNextRunStartsThoseThatAreMissing()
    {
        var started = new List<string?>();
        var left = 1;
        var team = new WorkerTeam(4, thread =>
        {
            if (left-- == 0)
                throw new OutOfMemoryException();
            thread.Start();
            started.Add(thread.Name);
        });
        using var counters = new TileCounters(3);
        var frame = counters.Frame;

        Assert.Throws<OutOfMemoryException>(() => team.TryRun(frame, []));
        counters.AssertRunsOn(4, launch => Assert.True(team.TryRun(frame, [launch])));
        Assert.Equal(["NetLang worker 1", "NetLang worker 2", "NetLang worker 3"], started);
        team.Stop();
    }
}
