using Akka.Actor;
using JsiGan.Protocol.Status;

namespace JsiGan.Cluster.Tests;

/// <summary>The actors carry out what the state machines decide.</summary>
public sealed class ActorTests
{
    [Fact]
    public async Task Two_workers_form_a_generation_and_train_to_the_end()
    {
        using var run = new LocalRun(LocalRun.Settings);
        var (_, a) = run.StartWorker(LocalRun.Hello("a"));
        var (_, b) = run.StartWorker(LocalRun.Hello("b"));
        await run.Journal.WaitAsync("forming", "generation 1: 2 workers train");
        for (var step = 0; step < LocalRun.Settings.Steps; step++)
        {
            a.Commit();
            b.Commit();
        }
        await run.Journal.WaitAsync("ending", "run ended, finished True");
        await run.Journal.WaitAsync("a worker's end", "worker ended, finished True");
        Assert.Contains("generation 1 of 1 from step 0: a b.", run.Store.Journal.Lines);
        Assert.Contains("end, finished True: all 5 steps are done", run.Store.Journal.Lines);
    }

    [Fact]
    public async Task A_worker_that_ends_is_lost_and_the_other_trains_on_from_where_it_came_to()
    {
        using var run = new LocalRun(LocalRun.Settings);
        var (_, a) = run.StartWorker(LocalRun.Hello("a"));
        var (lost, _) = run.StartWorker(LocalRun.Hello("b"));
        await run.Journal.WaitAsync("forming", "generation 1: 2 workers train");
        a.Commit();
        run.Stop(lost);
        await run.Journal.WaitAsync("losing", "b on host (cpu) is lost: its process or its connection ended");
        await run.Journal.WaitAsync("recovering", "generation 2: 1 workers train on from step 1");
    }

    [Fact]
    public async Task A_silent_worker_is_given_up_and_the_others_train_on()
    {
        var settings = LocalRun.Settings with { Answer = TimeSpan.FromMilliseconds(100) };
        using var run = new LocalRun(settings);
        run.StartWorker(LocalRun.Hello("a"));
        var (silent, heard) = run.StartProbe();
        run.Coordinator.Tell(LocalRun.Hello("silent"), silent);
        await heard.WaitAsync("asking", "Prepare");
        await run.Journal.WaitAsync("giving up", "silent on host (cpu) is lost: no answer within ");
        await run.Journal.WaitAsync("recovering", "1 workers train on");
    }

    [Fact]
    public async Task A_coordinator_that_a_later_one_took_over_from_writes_nothing_and_ends()
    {
        using var run = new LocalRun(LocalRun.Settings);
        await run.Store.Journal.WaitAsync("starting", "taken over by 1");
        run.StartCoordinator(LocalRun.Settings);
        await run.Store.Journal.WaitAsync("taking over", "taken over by 2");
        run.StartWorker(LocalRun.Hello("a"));
        run.StartWorker(LocalRun.Hello("b"));
        await run.Journal.WaitAsync("fencing", "coordinator 1 ends, because a later one has taken over the run");
        Assert.DoesNotContain(run.Store.Journal.Lines, l => l.StartsWith("generation", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Journal.Lines, l => l.Contains("train on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_coordinator_that_crashes_takes_over_anew_and_the_workers_come_back_to_it()
    {
        using var run = new LocalRun(LocalRun.Settings);
        var failures = 1;
        run.Store.Opening = () => Assert.True(Interlocked.Decrement(ref failures) < 0, "the database is away");
        run.StartWorker(LocalRun.Hello("a"));
        run.StartWorker(LocalRun.Hello("b"));
        await run.Journal.WaitAsync("crashing", "coordinator 1 starts anew: ", "the database is away");
        await run.Store.Journal.WaitAsync("taking over", "taken over by 2");
        await run.Journal.WaitAsync("recovering", "2 workers train on");
        Assert.Contains(run.Store.Journal.Lines, l => l.Contains("of 2 from step 0: a b.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_is_away_is_asked_again()
    {
        var failures = 2;
        using var run = new LocalRun(LocalRun.Settings);
        await run.Store.Journal.WaitAsync("starting", "taken over by 1");
        run.Store.TakingOver = () => Assert.True(Interlocked.Decrement(ref failures) < 0, "the database is away");
        run.StartCoordinator(LocalRun.Settings);
        await run.Journal.WaitAsync("failing", "the run could not be taken over: the database is away");
        await run.Store.Journal.WaitAsync("trying again", "taken over by 2");
    }

    [Fact]
    public async Task A_checkpoint_beyond_the_start_of_a_generation_starts_a_later_one()
    {
        using var run = new LocalRun(LocalRun.Settings);
        await run.Store.Journal.WaitAsync("starting", "taken over by 1");
        run.Store.Stored = new CommitPoint(3, 0);
        run.StartWorker(LocalRun.Hello("a"));
        run.StartWorker(LocalRun.Hello("b"));
        await run.Journal.WaitAsync("forming", "2 workers train on from step 3");
        Assert.Contains("generation 2 of 1 from step 3: a b.", run.Store.Journal.Lines);
    }

    [Theory]
    [InlineData("0.2.0", "abc", "version 0.2.0", "the coordinator 0.1.0")]
    [InlineData("0.1.0", "def", "hash def", "one with abc")]
    public async Task A_worker_of_another_version_or_recipe_is_refused_with_both(string version, string recipe, string its, string ours)
    {
        using var run = new LocalRun(LocalRun.Settings with { Workers = 1 });
        run.StartWorker(LocalRun.Hello("good"));
        run.StartWorker(LocalRun.Hello("bad") with { Version = version, Recipe = recipe });
        await run.Journal.WaitAsync("refusing", "worker ended, finished False", its, ours);
        await run.Journal.WaitAsync("going on", "1 workers train on");
    }

    [Fact]
    public async Task A_training_thread_that_throws_ends_its_worker_and_the_others_go_on()
    {
        using var run = new LocalRun(LocalRun.Settings);
        run.StartWorker(LocalRun.Hello("a"));
        var (_, broken) = run.StartWorker(LocalRun.Hello("b"));
        broken.Entering = () => throw new InvalidOperationException("the device is out of memory");
        await run.Journal.WaitAsync("failing", "b on host (cpu) is lost: the training thread failed: the device is out of memory");
        await run.Journal.WaitAsync("ending", "worker ended, finished False: the training thread failed");
        await run.Journal.WaitAsync("recovering", "1 workers train on");
    }

    [Fact]
    public async Task The_status_names_members_generation_and_the_slowest()
    {
        using var run = new LocalRun(LocalRun.Settings with { Workers = 1 });
        var (_, thread) = run.StartWorker(LocalRun.Hello("a"));
        await run.Journal.WaitAsync("forming", "generation 1: 1 workers train");
        thread.Commit();
        thread.Commit();
        await run.Journal.WaitAsync("joining", "a on host (cpu) joined");
        var status = await run.Coordinator.Ask<RunStatus>(new StatusQuery("test"), Journal.Limit);
        Assert.Equal("training", status.Phase);
        Assert.Equal(1, status.Generation.Number);
        var worker = Assert.Single(status.Workers);
        Assert.Equal(("a", "host", "cpu", 0), (worker.Worker, worker.Host, worker.Device, worker.Rank));
    }
}
