using JsiGan.Cluster;
using JsiGan.Core.Health;
using JsiGan.Runtime.Events;
using JsiGan.Runtime.Monitoring;
using JsiGan.Testing;

namespace JsiGan.Runtime.Tests.Monitoring;

public sealed class RunHealthTests
{
    private const string Absent = "this process has not joined the run yet, or has left it";

    private readonly TrainingProgress _progress = new(new ManualClock());

    [Fact]
    public async Task A_process_that_has_not_joined_is_alive_but_neither_started_nor_ready()
    {
        var parts = new RunParts();
        Assert.Empty(await FaultsAsync(parts, HealthProbes.Live));
        Assert.Equal(["cluster: " + Absent], await FaultsAsync(parts, HealthProbes.Startup));
        Assert.Equal(
            ["cluster: " + Absent, "coordinator: " + Absent, "training: no generation of workers has started yet"],
            await FaultsAsync(parts, HealthProbes.Ready));
    }

    [Fact]
    public async Task A_process_that_trains_is_ready()
    {
        _progress.OnEvent(new GenerationEntered(SampleRun.Generation, 0, 1));
        var parts = new RunParts { Node = new StubNode(), PingDatabase = _ => Task.CompletedTask };
        Assert.Empty(await FaultsAsync(parts, HealthProbes.Ready | HealthProbes.Startup));
    }

    [Fact]
    public async Task A_coordinator_that_stands_by_is_ready_without_training()
    {
        var node = new StubNode { CoordinatorMailbox = null };
        Assert.Empty(await FaultsAsync(new RunParts { IsCoordinator = true, Node = node }, HealthProbes.Ready));
        Assert.Single(await FaultsAsync(new RunParts { IsCoordinator = false, Node = node }, HealthProbes.Ready));
    }

    [Fact]
    public async Task Each_part_that_is_away_is_named_with_its_reason()
    {
        _progress.OnEvent(new GenerationEntered(SampleRun.Generation, 0, 1));
        var parts = new RunParts
        {
            Node = new StubNode { Ended = Task.CompletedTask, StatusFault = new ClusterException("no answer", isUsage: false) },
            PingDatabase = _ => throw new FailureException("the disk is full"),
        };
        Assert.Equal(
            ["cluster: this process was removed from its cluster", "database: the disk is full", "coordinator: no answer"],
            await FaultsAsync(parts, HealthProbes.Ready));
    }

    private async Task<List<string>> FaultsAsync(RunParts parts, HealthProbes probes)
    {
        var faults = new List<string>();
        foreach (var check in RunHealth.Checks(parts, _progress).Where(check => (check.Probes & probes) != 0))
        {
            try
            {
                if (await check.FindFaultAsync(CancellationToken.None) is { } fault)
                    faults.Add($"{check.Name}: {fault}");
            }
            catch (Exception thrown)
            {
                faults.Add($"{check.Name}: {thrown.Message}");
            }
        }

        return faults;
    }
}
