using System.Diagnostics;
using JsiGan.Cluster.Hosting;
using JsiGan.Cluster.Tests.Processes;
using JsiGan.Testing;

namespace JsiGan.Cluster.Tests;

/// <summary>The coordinator in its own process, killed.</summary>
public sealed class CoordinatorProcessTests(ITestOutputHelper output)
{
    private const long Endless = 1_000_000;

    [Fact]
    public async Task A_killed_coordinator_is_succeeded_by_the_standby_and_the_workers_keep_their_weights()
    {
        using var folder = new TestFolder();
        await using var first = await ClusterNode.StartAsync(new NodeOptions());
        using var coordinator = NodeProcess.Coordinator(first.HostAndPort, folder.File("run"), Endless);
        await coordinator.Output.WaitAsync("starting", l => l == "ready");
        using var standby = NodeProcess.Coordinator(first.HostAndPort, folder.File("run"), Endless);
        await standby.Output.WaitAsync("standing by", l => l == "ready");
        using var a = NodeProcess.Worker(first.HostAndPort, "a", Endless);
        using var b = NodeProcess.Worker(first.HostAndPort, "b", Endless);
        await coordinator.Output.WaitAsync("forming", l => l == "generation 1 0");
        var waited = Stopwatch.StartNew();
        while ((await first.StatusAsync(Journal.Timeout)).Point.Step == 0)
            Assert.True(waited.Elapsed < Journal.Timeout, $"training: no step within {Journal.Timeout.TotalSeconds:F0} s");
        var killed = Stopwatch.GetTimestamp();
        coordinator.Signal(NodeProcess.Kill);
        var (line, at) = await standby.Output.WaitAsync("taking over", l => l.StartsWith("generation ", StringComparison.Ordinal));
        Assert.NotEqual("0", line.Split(' ')[2]);
        output.WriteLine($"coordinator killed: training resumed after {Stopwatch.GetElapsedTime(killed, at).TotalSeconds:F2} s ({line})");
        Assert.Equal(2, File.ReadLines(folder.File("run")).Count(l => l.StartsWith("coordinator", StringComparison.Ordinal)));
    }
}
