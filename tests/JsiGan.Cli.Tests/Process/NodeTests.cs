using JsiGan.Protocol.Events;
using JsiGan.Runtime.Database;
using JsiGan.Storage;
using JsiGan.Storage.Checkpoints;
using JsiGan.Storage.Runs;
using Xunit.Abstractions;

namespace JsiGan.Cli.Tests.Process;

/// <summary>A cluster of several nodes, each a process, whose run is in a database.</summary>
public sealed class NodeTests(ITestOutputHelper output) : IDisposable
{
    private readonly NodeCluster _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task A_cluster_survives_a_lost_worker_and_a_lost_coordinator_and_trains_each_step_once()
    {
        File.WriteAllText(_cluster.Home.File("tiny.yaml"), TinyRun.Recipe.Replace(
            "stage1: { epochs: 2, patches-per-epoch: 8,", "stage1: { epochs: 100000, patches-per-epoch: 64,", StringComparison.Ordinal));
        var first = _cluster.First("--workers", "2");
        var (second, third) = (_cluster.StandBy(), _cluster.StandBy());
        var kept = _cluster.Worker("kept");
        var lost = _cluster.Worker("lost");
        first.WaitFor<GenerationStarted>(started => started.Generation.Number == 1 && started.Members.Count == 2);
        lost.KillAlone();
        Assert.NotNull(first.WaitFor<GenerationStarted>(started => started.Members.Count == 1).Recovery);
        var late = _cluster.Worker("late");
        output.WriteLine($"{first.WaitFor<GenerationStarted>(started => started.Members.Count == 2)}");

        first.KillAlone();
        output.WriteLine($"{second.WaitFor<CoordinatorStarted>(started => started.FencingToken == 2)}");
        output.WriteLine($"{second.WaitFor<GenerationStarted>()}");
        second.Interrupt();
        foreach (var node in (Cli[])[kept, late, second, third])
        {
            var end = node.Finish();
            Assert.True(end.ExitCode == 0, end.Output + end.Error);
        }

        Assert.Equal(0, _cluster.Home.Run("checkpoints", "verify").ExitCode);
        await HoldLedgerAsync();
    }

    private async Task HoldLedgerAsync()
    {
        await using var server = await _cluster.Home.OpenAsync();
        await using var database = await Storage.Database.OpenAsync(DatabaseAddress.Parse(server.ConnectionString), TimeProvider.System);
        var run = await new RunStore(database).FindAsync("tiny");
        Assert.Equal(RunState.Stopped, run.State);
        var saved = (await new CheckpointStore(database).NewestAsync(run.Id))!.Description.Step;
        var record = await new DatabaseRunStore(new Coordination(database, run.Id), output.WriteLine, _ => Task.CompletedTask)
            .TakeOverAsync();
        Assert.Equal(3, record.FencingToken);
        var steps = record.Ledger.Ranges(saved).SelectMany(range => Enumerable.Range((int)range.First, (int)(range.End - range.First)));
        Assert.Equal(Enumerable.Range(0, (int)saved), steps);
    }
}
