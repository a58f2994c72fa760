using JsiGan.Protocol.Events;
using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Tests;

public sealed class RunMachineTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private static readonly RunSettings Settings = new() { Version = "1.0", Recipe = "abc", Batch = 2, Steps = 10, Workers = 2 };

    private readonly RunMachine _machine = new(Settings, fencingToken: 1, new SampleLedger(), CommitPoint.Start);

    [Theory]
    [InlineData("0.9", "abc", "runs version 0.9, the coordinator 1.0")]
    [InlineData("1.0", "xyz", "hash xyz, the coordinator one with abc")]
    public void A_worker_of_another_version_or_recipe_is_refused_with_both_sides_named(string version, string recipe, string expected)
    {
        var effects = Receive(new JoinRequest("w1", "h1", "cpu", version, recipe, GenerationId.None));
        var refused = Assert.IsType<Refused>(Assert.Single(SentTo(effects, "w1")));
        Assert.Contains(expected, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_more_than_the_batch_has_samples_is_refused_and_the_others_train()
    {
        Train("w1", "w2");
        var effects = Receive(Request("w3"));
        var refused = Assert.IsType<Refused>(Assert.Single(SentTo(effects, "w3")));
        Assert.Contains("2 workers and a global batch of 2", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(SentTo(effects, "w1"));
    }

    [Fact]
    public void The_first_generation_waits_for_the_expected_number_of_workers()
    {
        Assert.Empty(SentTo(Receive(Request("w1")), "w1"));
        var effects = Receive(Request("w2"));
        Assert.All(new[] { "w1", "w2" }, w => Assert.IsType<Prepare>(Assert.Single(SentTo(effects, w))));
    }

    [Fact]
    public void The_first_generation_starts_with_the_workers_that_joined_before_the_timeout()
    {
        Receive(Request("w1"));
        Assert.Empty(_machine.Handle(new RunInput.Ticked(), Start + Settings.GatherTimeout - TimeSpan.FromSeconds(1)));
        Assert.IsType<Prepare>(Assert.Single(SentTo(_machine.Handle(new RunInput.Ticked(), Start + Settings.GatherTimeout), "w1")));
    }

    [Fact]
    public void The_furthest_worker_is_the_source_and_survivors_keep_their_ranks()
    {
        Train("w1", "w2");
        var first = _machine.Generation;
        Receive(new Failed("w1", first, "rank 0: all-reduce broke", Fatal: false));
        var second = _machine.Generation;
        Receive(new Prepared("w2", second, [2], new WeightsVersion(first, new CommitPoint(5, 1))));
        var effects = Receive(new Prepared("w1", second, [1], new WeightsVersion(first, new CommitPoint(5, 0))));
        var connect = Assert.IsType<Connect>(Assert.Single(SentTo(effects, "w1")));
        Assert.Equal(["w1", "w2"], connect.Roster.Select(s => s.Worker));
        Assert.Equal(1, connect.Source);
        Assert.Equal(new CommitPoint(5, 1), connect.Point);
        Assert.False(connect.Restore);
        var opened = Assert.Single(effects.OfType<RunEffect.OpenGeneration>());
        Assert.True(effects.ToList().IndexOf(opened) < effects.ToList().FindIndex(e => e is RunEffect.Send),
            "the ledger is written before any worker is asked to connect");
    }

    [Fact]
    public void A_silent_worker_is_asked_and_then_given_up()
    {
        Train("w1", "w2");
        var late = Start + Settings.SilenceTimeout;
        _machine.Handle(new RunInput.Received(new Alive("w1", _machine.Generation, null, "")), late - TimeSpan.FromSeconds(1));
        var asked = _machine.Handle(new RunInput.Ticked(), late);
        Assert.IsType<Prepare>(Assert.Single(SentTo(asked, "w2")));
        _machine.Handle(new RunInput.Received(new Prepared("w1", _machine.Generation, [1], null)), late);
        var effects = _machine.Handle(new RunInput.Ticked(), late + Settings.AnswerTimeout);
        Assert.Equal(["w1"], Assert.IsType<Connect>(Assert.Single(SentTo(effects, "w1"))).Roster.Select(s => s.Worker));
        Assert.Equal(
            new WorkerLost(new WorkerIdentity("w2", "h-w2", "cpu"), 1, new LossCause.Unresponsive(Settings.AnswerTimeout)),
            Assert.Single(Published(effects)));
        Assert.IsType<Rejoin>(Assert.Single(SentTo(Receive(new Alive("w2", _machine.Generation, null, "")), "w2")));
    }

    [Fact]
    public void A_run_whose_generations_keep_failing_is_given_up_with_the_last_failure()
    {
        Train("w1", "w2");
        IReadOnlyList<RunEffect> effects = [];
        for (var i = 0; i < Settings.FruitlessGenerations; i++)
            effects = Receive(new Failed("w1", _machine.Generation, "out of addresses", Fatal: false));
        var end = Assert.Single(effects.OfType<RunEffect.EndRun>()).End;
        Assert.Equal(new RunEnd.GivenUp(Settings.FruitlessGenerations, "out of addresses"), end);
        Assert.True(end.IsFailure);
    }

    [Fact]
    public void A_coordinator_that_succeeds_another_does_not_wait_for_workers_that_may_be_gone()
    {
        var next = new RunMachine(Settings, fencingToken: 2, new SampleLedger(), CommitPoint.Start, succeeds: true);
        Assert.Empty(SentTo(next.Handle(new RunInput.Received(Request("w1")), Start), "w1"));
        Assert.Equal(Start + Settings.AnswerTimeout, next.Deadline);
        Assert.IsType<Prepare>(Assert.Single(SentTo(next.Handle(new RunInput.Ticked(), Start + Settings.AnswerTimeout), "w1")));
    }

    [Fact]
    public void A_worker_of_another_run_is_refused_with_both_names()
    {
        var refused = Assert.IsType<Refused>(Assert.Single(SentTo(Receive(Request("w1") with { Run = "mine" }), "w1")));
        Assert.Contains("trains the run 'mine', the coordinator the run ''", refused.Reason, StringComparison.Ordinal);
    }

    private static JoinRequest Request(string worker) => new(worker, "h-" + worker, "cpu", "1.0", "abc", GenerationId.None);

    private static IEnumerable<IRunEvent> Published(IEnumerable<RunEffect> effects) =>
        effects.OfType<RunEffect.Publish>().Select(p => p.Event);

    private static IEnumerable<ICoordinatorMessage> SentTo(IEnumerable<RunEffect> effects, string worker) =>
        effects.OfType<RunEffect.Send>().Where(t => t.Worker == worker).Select(t => t.Message);

    private IReadOnlyList<RunEffect> Receive(IWorkerMessage message, DateTimeOffset? now = null) =>
        _machine.Handle(new RunInput.Received(message), now ?? Start);

    private void Train(params string[] workers)
    {
        foreach (var worker in workers)
            Receive(Request(worker));
        foreach (var worker in workers)
            Receive(new Prepared(worker, _machine.Generation, [1], null));
        foreach (var worker in workers)
            Receive(new Connected(worker, _machine.Generation));
    }
}
