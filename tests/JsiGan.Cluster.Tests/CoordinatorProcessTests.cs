using System.Diagnostics;
using JsiGan.Cluster.Hosting;
using JsiGan.Cluster.Tests.Processes;
using JsiGan.Testing;
using Xunit.Abstractions;

namespace JsiGan.Cluster.Tests;

/// <summary>The coordinator in a process of its own, killed.</summary>
public sealed class CoordinatorProcessTests(ITestOutputHelper output)
{
    private const long Endless = 1_000_000;

    [Fact]
    public async Task A_killed_coordinator_is_followed_by_the_one_that_stands_by_and_the_workers_keep_their_weights()
    {
        using var folder = new TestFolder();
        await using var first = await ClusterNode.StartAsync(new NodeOptions());
        using var coordinator = NodeProcess.Coordinator(first.HostAndPort, folder.File("run"), Endless);
        await coordinator.Said.WaitAsync("starting", "ready");
        using var standby = NodeProcess.Coordinator(first.HostAndPort, folder.File("run"), Endless);
        await standby.Said.WaitAsync("standing by", "ready");
        using var a = NodeProcess.Worker(first.HostAndPort, "a", Endless);
        using var b = NodeProcess.Worker(first.HostAndPort, "b", Endless);
        await coordinator.Said.WaitAsync("forming", "generation 1: 2 workers train on");
        var waited = Stopwatch.StartNew();
        while ((await first.StatusAsync(Journal.Limit)).Point.Step == 0)
            Assert.True(waited.Elapsed < Journal.Limit, $"training: no step within {Journal.Limit.TotalSeconds:F0} s");
        var killed = Stopwatch.GetTimestamp();
        coordinator.Signal(NodeProcess.Kill);
        var (line, at) = await standby.Said.WaitAsync("taking over", "2 workers train on from step");
        Assert.DoesNotContain("from step 0", line, StringComparison.Ordinal);
        output.WriteLine($"coordinator killed: trained on after {Stopwatch.GetElapsedTime(killed, at).TotalSeconds:F2} s ({line})");
        Assert.Equal(2, File.ReadLines(folder.File("run")).Count(l => l.StartsWith("coordinator", StringComparison.Ordinal)));
    }
}
