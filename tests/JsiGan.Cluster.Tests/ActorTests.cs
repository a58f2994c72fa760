using Akka.Actor;
using Akka.Hosting;
using JsiGan.Cluster.Hosting;
using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;
using JsiGan.Protocol.Status;
using JsiGan.Protocol.Workers;
using Microsoft.Extensions.Logging;

namespace JsiGan.Cluster.Tests;

/// <summary>The actors apply the decisions of the state machines.</summary>
public sealed class ActorTests(ITestOutputHelper output) : Akka.Hosting.TestKit.TestKit(output: output, logLevel: LogLevel.Warning)
{
    [Fact]
    public async Task Two_workers_form_a_generation_and_train_to_the_end()
    {
        using var run = new LocalRun(Sys, LocalRun.Settings);
        var (_, a) = run.StartWorker(LocalRun.Request("a"));
        var (_, b) = run.StartWorker(LocalRun.Request("b"));
        var started = await run.Events.WaitForGenerationAsync("forming", workers: 2);
        for (var step = 0; step < LocalRun.Settings.Steps; step++)
        {
            a.Commit();
            b.Commit();
        }
        var (ended, _) = await run.Events.WaitAsync<RunEnded>("ending");
        Assert.Equal(new RunEnd.Finished(LocalRun.Settings.Steps), ended.End);
        foreach (var worker in new[] { "a", "b" })
            await run.Exits.WaitAsync("a worker's end", e => e.Worker == worker && e.Exit.Cause == WorkerEnd.Finished);
        Assert.Equal((new GenerationId(1, 1), CommitPoint.Start), (started.Generation, started.Start));
        Assert.Null(started.Recovery);
        Assert.Contains("generation 1 of 1 from step 0: a b.", run.Store.Journal.Entries);
        Assert.Contains("end, finished True: all 5 steps are done", run.Store.Journal.Entries);
    }

    [Fact]
    public async Task Every_event_is_published_once_and_in_order()
    {
        using var run = new LocalRun(Sys, LocalRun.Settings with { Workers = 1 });
        var (_, thread) = run.StartWorker(LocalRun.Request("a"));
        await run.Events.WaitForGenerationAsync("forming", workers: 1);
        for (var step = 0; step < LocalRun.Settings.Steps; step++)
            thread.Commit();
        await run.Events.WaitAsync<RunEnded>("ending");
        Assert.Equal(
            [typeof(CoordinatorStarted), typeof(WorkerJoined), typeof(GenerationStarted), typeof(RunEnded)],
            run.Events.Entries.Select(e => e.GetType()));
    }

    [Fact]
    public async Task A_worker_that_ends_is_lost_and_the_other_resumes_at_its_last_commit_point()
    {
        using var run = new LocalRun(Sys, LocalRun.Settings);
        var (_, a) = run.StartWorker(LocalRun.Request("a"));
        var (lost, _) = run.StartWorker(LocalRun.Request("b"));
        await run.Events.WaitForGenerationAsync("forming", workers: 2);
        a.Commit();
        run.Stop(lost);
        var (loss, _) = await run.Events.WaitAsync<WorkerLost>("losing");
        Assert.Equal(new WorkerLost(new WorkerIdentity("b", "host", "cpu"), 1, new LossCause.Disconnected()), loss);
        var started = await run.Events.WaitForGenerationAsync("recovering", workers: 1);
        Assert.Equal(new CommitPoint(1, 0), started.Start);
        Assert.Equal(RecoveryCause.WorkerLost, started.Recovery?.Cause);
    }

    [Fact]
    public async Task A_silent_worker_is_given_up_and_the_others_train()
    {
        using var run = new LocalRun(Sys, LocalRun.Settings with { AnswerTimeout = TimeSpan.FromMilliseconds(100) });
        run.StartWorker(LocalRun.Request("a"));
        var silent = CreateTestProbe();
        run.Coordinator.Tell(LocalRun.Request("silent"), silent);
        await silent.ExpectMsgAsync<Prepare>(Journal.Timeout);
        await run.Events.WaitAsync<WorkerLost>("giving up", l => l is { Worker.Name: "silent", Cause: LossCause.Unresponsive });
        await run.Events.WaitForGenerationAsync("recovering", workers: 1);
    }

    [Fact]
    public async Task A_superseded_coordinator_writes_nothing_and_ends()
    {
        using var run = new LocalRun(Sys, LocalRun.Settings);
        await run.Events.WaitAsync<CoordinatorStarted>("starting", c => c.FencingToken == 1);
        run.StartCoordinator(LocalRun.Settings);
        await run.Events.WaitAsync<CoordinatorStarted>("taking over", c => c.FencingToken == 2);
        run.StartWorker(LocalRun.Request("a"));
        run.StartWorker(LocalRun.Request("b"));
        var (ended, _) = await run.Events.WaitAsync<RunEnded>("fencing");
        Assert.Equal(new RunEnd.Superseded(1), ended.End);
        Assert.DoesNotContain(run.Store.Journal.Entries, l => l.StartsWith("generation", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Events.Entries, e => e is GenerationStarted);
    }

    [Fact]
    public async Task A_coordinator_that_crashes_restarts_with_a_higher_token_and_the_workers_find_it()
    {
        using var run = new LocalRun(Sys, LocalRun.Settings);
        var failures = 1;
        run.Store.Opening = () => Assert.True(Interlocked.Decrement(ref failures) < 0, "the database is unavailable");
        run.StartWorker(LocalRun.Request("a"));
        run.StartWorker(LocalRun.Request("b"));
        var (restarting, _) = await run.Events.WaitAsync<CoordinatorRestarting>("crashing");
        Assert.Equal(1, restarting.FencingToken);
        Assert.Contains("the database is unavailable", restarting.Reason, StringComparison.Ordinal);
        var started = await run.Events.WaitForGenerationAsync("recovering", workers: 2);
        Assert.Equal(2, started.Generation.Coordinator);
        Assert.Contains(run.Store.Journal.Entries, l => l.Contains("of 2 from step 0: a b.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unavailable_store_is_retried()
    {
        var failures = 2;
        using var run = new LocalRun(Sys, LocalRun.Settings);
        await run.Events.WaitAsync<CoordinatorStarted>("starting", c => c.FencingToken == 1);
        run.Store.TakingOver = () => Assert.True(Interlocked.Decrement(ref failures) < 0, "the database is unavailable");
        run.StartCoordinator(LocalRun.Settings);
        var (away, _) = await run.Events.WaitAsync<StoreUnavailable>("failing");
        Assert.Equal(StoreOperation.TakeOver, away.Operation);
        Assert.Contains("the database is unavailable", away.Reason, StringComparison.Ordinal);
        await run.Events.WaitAsync<CoordinatorStarted>("trying again", c => c.FencingToken == 2);
        Assert.Equal(2, run.Events.Entries.OfType<StoreUnavailable>().Count());
    }

    [Fact]
    public async Task A_checkpoint_beyond_the_start_of_a_generation_starts_a_later_one()
    {
        using var run = new LocalRun(Sys, LocalRun.Settings);
        await run.Events.WaitAsync<CoordinatorStarted>("starting");
        run.Store.Stored = new CommitPoint(3, 0);
        run.StartWorker(LocalRun.Request("a"));
        run.StartWorker(LocalRun.Request("b"));
        var started = await run.Events.WaitForGenerationAsync("forming", workers: 2);
        Assert.Equal(new CommitPoint(3, 0), started.Start);
        Assert.Equal(RecoveryCause.NewerCheckpoint, started.Recovery?.Cause);
        Assert.Contains("generation 2 of 1 from step 3: a b.", run.Store.Journal.Entries);
    }

    [Theory]
    [InlineData("0.2.0", "abc", "version 0.2.0", "the coordinator 0.1.0")]
    [InlineData("0.1.0", "def", "hash def", "one with abc")]
    public async Task A_worker_of_another_version_or_recipe_is_refused_with_both(string version, string recipe, string its, string ours)
    {
        using var run = new LocalRun(Sys, LocalRun.Settings with { Workers = 1 });
        run.StartWorker(LocalRun.Request("good"));
        run.StartWorker(LocalRun.Request("bad") with { Version = version, Recipe = recipe });
        var (refused, _) = await run.Exits.WaitAsync("refusing", e => e.Exit.Cause == WorkerEnd.Refused);
        Assert.Contains(its, refused.Exit.Reason, StringComparison.Ordinal);
        Assert.Contains(ours, refused.Exit.Reason, StringComparison.Ordinal);
        var (published, _) = await run.Events.WaitAsync<WorkerRefused>("publishing");
        Assert.Equal(("bad", refused.Exit.Reason), (published.Worker.Name, published.Reason));
        await run.Events.WaitForGenerationAsync("training", workers: 1);
    }

    [Fact]
    public async Task A_training_thread_that_throws_ends_its_worker_and_the_others_train()
    {
        using var run = new LocalRun(Sys, LocalRun.Settings);
        run.StartWorker(LocalRun.Request("a"));
        var (_, broken) = run.StartWorker(LocalRun.Request("b"));
        broken.Entering = () => throw new InvalidOperationException("the device is out of memory");
        var (lost, _) = await run.Events.WaitAsync<WorkerLost>("failing");
        Assert.Equal("b", lost.Worker.Name);
        Assert.Equal(new LossCause.Failed("the training thread failed: the device is out of memory"), lost.Cause);
        await run.Exits.WaitAsync("ending", e => e is { Worker: "b", Exit.Cause: WorkerEnd.Broken });
        await run.Events.WaitForGenerationAsync("recovering", workers: 1);
    }

    [Fact]
    public async Task An_observer_that_throws_does_not_affect_the_run()
    {
        var calls = 0;
        using var run = new LocalRun(Sys, LocalRun.Settings with { Workers = 1 }, new RunObserver(_ =>
        {
            calls++;
            throw new InvalidOperationException("the console is closed");
        }));
        var (_, thread) = run.StartWorker(LocalRun.Request("a"));
        await thread.Entered.WaitAsync(Journal.Timeout);
        for (var step = 0; step < LocalRun.Settings.Steps; step++)
            thread.Commit();
        await run.Exits.WaitAsync("ending", e => e.Exit.Cause == WorkerEnd.Finished);
        Assert.True(calls >= 3, $"the observer was called {calls} times");
    }

    [Fact]
    public async Task The_status_names_members_generation_and_the_slowest()
    {
        using var run = new LocalRun(Sys, LocalRun.Settings with { Workers = 1 });
        var (_, thread) = run.StartWorker(LocalRun.Request("a"));
        await run.Events.WaitForGenerationAsync("forming", workers: 1);
        thread.Commit();
        thread.Commit();
        var status = await run.Coordinator.Ask<RunStatus>(new StatusQuery("test"), Journal.Timeout);
        Assert.Equal("training", status.Phase);
        Assert.Equal(1, status.Generation.Number);
        var worker = Assert.Single(status.Workers);
        Assert.Equal(("a", "host", "cpu", 0), (worker.Worker, worker.Host, worker.Device, worker.Rank));
    }

    [Fact]
    public async Task A_coordinator_without_an_assignment_stashes_messages_until_it_has_one()
    {
        var assignment = new TaskCompletionSource<RunAssignment>();
        using var run = new LocalRun(Sys, LocalRun.Settings with { Workers = 1 }, assignment: assignment.Task);
        run.StartWorker(LocalRun.Request("a"));
        var status = run.Coordinator.Ask<RunStatus>(new StatusQuery("test"), Journal.Timeout);
        assignment.SetResult(run.Assign(LocalRun.Settings with { Workers = 1 }));
        await run.Events.WaitForGenerationAsync("forming", workers: 1);
        await status;
    }

    [Fact]
    public async Task A_worker_whose_node_shuts_down_leaves_its_run()
    {
        using var run = new LocalRun(Sys, LocalRun.Settings);
        run.StartWorker(LocalRun.Request("a"));
        var (leaving, _) = run.StartWorker(LocalRun.Request("b"));
        await run.Events.WaitForGenerationAsync("forming", workers: 2);
        NodeShutdown.LeaveRunFirst(Sys, leaving);
        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);
        var (lost, _) = await run.Events.WaitAsync<WorkerLost>("losing", l => l.Worker.Name == "b");
        Assert.IsType<LossCause.Left>(lost.Cause);
        Assert.Empty(run.Exits.Entries);
    }

    protected override void ConfigureAkka(AkkaConfigurationBuilder builder, IServiceProvider provider) { }
}
