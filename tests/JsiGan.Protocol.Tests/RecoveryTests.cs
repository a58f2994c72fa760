using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Tests;

/// <summary>What <see cref="GenerationStarted"/> reports of an interruption.</summary>
public sealed class RecoveryTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly RunSettings Settings = new() { Version = "1.0", Recipe = "abc", Batch = 4, Steps = 100, Workers = 2 };

    private readonly RunMachine _machine = new(Settings, fencingToken: 1, new SampleLedger(), CommitPoint.Start);

    [Fact]
    public void The_first_generation_recovers_from_nothing_and_lists_its_members_by_rank()
    {
        Join(Start, "a", "b");
        var started = Form(Start, null, "a", "b");
        Assert.Null(started.Recovery);
        Assert.Equal(["0 a on h-a", "1 b on h-b"], started.Members.Select(m => $"{m.Rank} {m.Worker.Name} on {m.Worker.Host}"));
    }

    [Fact]
    public void The_start_is_the_agreed_point_even_if_a_fast_worker_reports_updates_first()
    {
        Join(Start, "a", "b");
        Answer(Start, null, "a", "b");
        Receive(new Connected("a", _machine.Generation), Start);
        Receive(new Committed("a", _machine.Generation, new CommitPoint(1, 0), 0, 0, 0), Start);
        var effects = Receive(new Connected("b", _machine.Generation), Start);
        var started = Assert.IsType<GenerationStarted>(Assert.Single(effects.OfType<RunEffect.Publish>()).Event);
        Assert.Equal(CommitPoint.Start, started.Start);
    }

    [Fact]
    public void The_duration_is_measured_from_the_first_cause_to_the_moment_when_all_train_again()
    {
        Join(Start, "a", "b");
        Form(Start, null, "a", "b");
        var broken = Start.AddSeconds(10);
        Receive(new Failed("a", _machine.Generation, "rank 0: all-reduce failed", Fatal: false), broken);
        _machine.Handle(new RunInput.Lost("b", new LossCause.Disconnected()), broken.AddSeconds(1));
        var started = Form(broken.AddSeconds(3), null, "a");
        Assert.Equal(new Recovery(RecoveryCause.CollectiveFailed, TimeSpan.FromSeconds(3), 0), started.Recovery);
    }

    [Fact]
    public void A_generation_that_fails_to_connect_belongs_to_the_same_interruption()
    {
        Join(Start, "a", "b");
        Form(Start, null, "a", "b");
        _machine.Handle(new RunInput.Lost("b", new LossCause.Disconnected()), Start.AddSeconds(5));
        Answer(Start.AddSeconds(6), null, "a");
        Receive(new Failed("a", _machine.Generation, "rank 0: connect failed", Fatal: false), Start.AddSeconds(7));
        var started = Form(Start.AddSeconds(9), null, "a");
        Assert.Equal(new Recovery(RecoveryCause.WorkerLost, TimeSpan.FromSeconds(4), 0), started.Recovery);
    }

    [Fact]
    public void Steps_whose_weights_no_survivor_holds_are_counted_as_repeated()
    {
        Join(Start, "a", "b");
        var first = Form(Start, null, "a", "b").Generation;
        Receive(new Committed("b", first, new CommitPoint(7, 0), 0, 0, 0), Start);
        Receive(new Committed("a", first, new CommitPoint(6, 1), 0, 0, 0), Start);
        _machine.Handle(new RunInput.Lost("b", new LossCause.Disconnected()), Start);
        var started = Form(Start, new WeightsVersion(first, new CommitPoint(6, 1)), "a");
        Assert.Equal(new CommitPoint(6, 1), started.Start);
        Assert.Equal(1, started.Recovery?.RepeatedSteps);
        Join(Start, "c");
        Assert.Equal(0, Form(Start, new WeightsVersion(started.Generation, new CommitPoint(6, 1)), "a", "c").Recovery?.RepeatedSteps);
    }

    [Fact]
    public void A_coordinator_that_succeeds_another_reports_that_it_did()
    {
        var ledger = new SampleLedger();
        ledger.Open(new GenerationId(1, 4), CommitPoint.Start);
        var successor = new RunMachine(Settings with { Workers = 1 }, fencingToken: 2, ledger, CommitPoint.Start, succeeds: true);
        successor.Handle(new RunInput.Received(Request("a")), Start);
        successor.Handle(new RunInput.Received(new Prepared("a", successor.Generation, [1], null)), Start.AddSeconds(1));
        var effects = successor.Handle(new RunInput.Received(new Connected("a", successor.Generation)), Start.AddSeconds(2));
        var started = Assert.IsType<GenerationStarted>(Assert.Single(effects.OfType<RunEffect.Publish>()).Event);
        Assert.Equal(new Recovery(RecoveryCause.CoordinatorReplaced, TimeSpan.FromSeconds(2), 0), started.Recovery);
    }

    [Theory]
    [InlineData(false, RecoveryCause.WorkerSilent)]
    [InlineData(true, RecoveryCause.ConnectTimedOut)]
    public void A_timeout_names_what_was_waited_for(bool heartbeats, RecoveryCause expected)
    {
        Join(Start, "a", "b");
        Answer(Start, null, "a", "b");
        var due = Start + Settings.ConnectTimeout;
        if (heartbeats)
        {
            foreach (var worker in new[] { "a", "b" })
                Receive(new Alive(worker, _machine.Generation, null, ""), due);
        }
        _machine.Handle(new RunInput.Ticked(), due);
        Assert.Equal(expected, Form(due, null, "a", "b").Recovery?.Cause);
    }

    private static JoinRequest Request(string worker) => new(worker, "h-" + worker, "cpu", "1.0", "abc", GenerationId.None);

    private void Join(DateTimeOffset now, params string[] workers)
    {
        foreach (var worker in workers)
            Receive(Request(worker), now);
    }

    private void Answer(DateTimeOffset now, WeightsVersion? weights, params string[] workers)
    {
        foreach (var worker in workers)
            Receive(new Prepared(worker, _machine.Generation, [1], weights), now);
    }

    private GenerationStarted Form(DateTimeOffset now, WeightsVersion? weights, params string[] workers)
    {
        Answer(now, weights, workers);
        return Assert.Single(workers
            .SelectMany(worker => Receive(new Connected(worker, _machine.Generation), now))
            .OfType<RunEffect.Publish>().Select(p => p.Event).OfType<GenerationStarted>());
    }

    private IReadOnlyList<RunEffect> Receive(IWorkerMessage message, DateTimeOffset now) =>
        _machine.Handle(new RunInput.Received(message), now);
}
