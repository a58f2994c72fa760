using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Tests;

public sealed class RunMachineTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private static readonly RunSettings Settings = new() { Version = "1.0", Recipe = "abc", Batch = 2, Steps = 10, Workers = 2 };

    private readonly RunMachine _machine = new(Settings, coordinator: 1, new SampleLedger(), CommitPoint.Start);

    [Theory]
    [InlineData("0.9", "abc", "runs version 0.9, the coordinator 1.0")]
    [InlineData("1.0", "xyz", "hash xyz, the coordinator one with abc")]
    public void A_worker_of_another_kind_is_refused_with_both_sides_named(string version, string recipe, string expected)
    {
        var effects = Say(new Join("w1", "h1", "cpu", version, recipe, GenerationId.None));
        var refused = Assert.IsType<Refused>(Assert.Single(Told(effects, "w1")));
        Assert.Contains(expected, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worker_more_than_the_batch_has_samples_is_refused_and_the_others_go_on()
    {
        Train("w1", "w2");
        var effects = Say(Hello("w3"));
        var refused = Assert.IsType<Refused>(Assert.Single(Told(effects, "w3")));
        Assert.Contains("2 workers and a global batch of 2", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(Told(effects, "w1"));
    }

    [Fact]
    public void The_first_generation_waits_for_the_workers_it_was_promised()
    {
        Assert.Empty(Told(Say(Hello("w1")), "w1"));
        var effects = Say(Hello("w2"));
        Assert.All(new[] { "w1", "w2" }, w => Assert.IsType<Prepare>(Assert.Single(Told(effects, w))));
    }

    [Fact]
    public void The_first_generation_starts_with_those_who_came_when_the_time_is_over()
    {
        Say(Hello("w1"));
        Assert.Empty(_machine.Handle(new RunEvent.Ticked(), Start + Settings.Gather - TimeSpan.FromSeconds(1)));
        Assert.IsType<Prepare>(Assert.Single(Told(_machine.Handle(new RunEvent.Ticked(), Start + Settings.Gather), "w1")));
    }

    [Fact]
    public void The_furthest_worker_is_the_source_and_survivors_keep_their_ranks()
    {
        Train("w1", "w2");
        var first = _machine.Generation;
        Say(new Failed("w1", first, "rank 0: all-reduce broke", Fatal: false));
        var second = _machine.Generation;
        Say(new Prepared("w2", second, [2], new Weights(first, new CommitPoint(5, 1))));
        var effects = Say(new Prepared("w1", second, [1], new Weights(first, new CommitPoint(5, 0))));
        var connect = Assert.IsType<Connect>(Assert.Single(Told(effects, "w1")));
        Assert.Equal(["w1", "w2"], connect.Roster.Select(s => s.Worker));
        Assert.Equal(1, connect.Source);
        Assert.Equal(new CommitPoint(5, 1), connect.Point);
        Assert.False(connect.Restore);
        var opened = Assert.Single(effects.OfType<RunEffect.OpenGeneration>());
        Assert.True(effects.ToList().IndexOf(opened) < effects.ToList().FindIndex(e => e is RunEffect.Tell),
            "the ledger is written before anybody is told");
    }

    [Fact]
    public void A_silent_worker_is_asked_and_then_left_behind()
    {
        Train("w1", "w2");
        var late = Start + Settings.Silence;
        _machine.Handle(new RunEvent.Said(new Alive("w1", _machine.Generation, null, "")), late - TimeSpan.FromSeconds(1));
        var asked = _machine.Handle(new RunEvent.Ticked(), late);
        Assert.IsType<Prepare>(Assert.Single(Told(asked, "w2")));
        _machine.Handle(new RunEvent.Said(new Prepared("w1", _machine.Generation, [1], null)), late);
        var effects = _machine.Handle(new RunEvent.Ticked(), late + Settings.Answer);
        Assert.Equal(["w1"], Assert.IsType<Connect>(Assert.Single(Told(effects, "w1"))).Roster.Select(s => s.Worker));
        Assert.EndsWith("is lost: no answer within 2.5 s", Assert.Single(effects.OfType<RunEffect.Note>()).Text, StringComparison.Ordinal);
        Assert.IsType<Rejoin>(Assert.Single(Told(Say(new Alive("w2", _machine.Generation, null, "")), "w2")));
    }

    [Fact]
    public void A_run_whose_generations_break_again_and_again_is_given_up_with_the_last_reason()
    {
        Train("w1", "w2");
        IReadOnlyList<RunEffect> effects = [];
        for (var i = 0; i < Settings.FruitlessGenerations; i++)
        {
            effects = Say(new Failed("w1", _machine.Generation, "out of addresses", Fatal: false));
        }
        var end = Assert.Single(effects.OfType<RunEffect.End>());
        Assert.False(end.Finished);
        Assert.Contains("out of addresses", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_coordinator_that_follows_on_another_does_not_wait_for_workers_that_may_be_gone()
    {
        var next = new RunMachine(Settings, coordinator: 2, new SampleLedger(), CommitPoint.Start, succeeds: true);
        Assert.Empty(Told(next.Handle(new RunEvent.Said(Hello("w1")), Start), "w1"));
        Assert.Equal(Start + Settings.Answer, next.Deadline);
        Assert.IsType<Prepare>(Assert.Single(Told(next.Handle(new RunEvent.Ticked(), Start + Settings.Answer), "w1")));
    }

    [Fact]
    public void A_worker_of_another_run_is_refused_with_both_names()
    {
        var refused = Assert.IsType<Refused>(Assert.Single(Told(Say(Hello("w1") with { Run = "mine" }), "w1")));
        Assert.Contains("trains the run 'mine', the coordinator the run ''", refused.Reason, StringComparison.Ordinal);
    }

    private static Join Hello(string worker) => new(worker, "h-" + worker, "cpu", "1.0", "abc", GenerationId.None);

    private static IEnumerable<ICoordinatorMessage> Told(IEnumerable<RunEffect> effects, string worker) =>
        effects.OfType<RunEffect.Tell>().Where(t => t.Worker == worker).Select(t => t.Message);

    private IReadOnlyList<RunEffect> Say(IWorkerMessage message) => _machine.Handle(new RunEvent.Said(message), Start);

    private void Train(params string[] workers)
    {
        foreach (var worker in workers)
            Say(Hello(worker));
        foreach (var worker in workers)
            Say(new Prepared(worker, _machine.Generation, [1], null));
        foreach (var worker in workers)
            Say(new Connected(worker, _machine.Generation));
    }
}
