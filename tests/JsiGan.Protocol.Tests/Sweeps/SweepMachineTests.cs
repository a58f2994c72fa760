using JsiGan.Protocol.Sweeps;

namespace JsiGan.Protocol.Tests.Sweeps;

public sealed class SweepMachineTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private readonly List<SweepEffect> _effects = [];
    private SweepMachine _machine = new(new SweepSettings { Trials = 2, Epochs = 4 }, new TopHalf());

    [Fact]
    public void A_trial_is_suggested_trained_and_finished_before_the_next_one_takes_its_slot()
    {
        Hear(new SweepInput.Opened());
        Assert.Equal([new SweepEffect.Suggest(1)], _effects);
        Hear(new SweepInput.Suggested(1, "a"));
        Assert.Equal([new SweepEffect.Start(Attempt(1), "a")], _effects);
        Train(1, epochs: 4);
        Hear(new SweepInput.Finished(Attempt(1)));
        Assert.Equal([new SweepEffect.Suggest(2)], _effects);
        Assert.Equal(TrialState.Finished, _machine.State.Trials[0].State);
    }

    [Fact]
    public void A_trial_that_is_worse_at_a_rung_pauses_and_goes_on_when_later_ones_are_worse_still()
    {
        _machine = new SweepMachine(new SweepSettings { Trials = 4, Epochs = 4 }, new TopHalf(1));
        Begin("a");
        Train(1, epochs: 4, value: 9);
        Hear(new SweepInput.Finished(Attempt(1)), new SweepInput.Suggested(2, "b"), Report(2, 1, value: 5));
        Assert.Equal([new SweepEffect.Stop(Attempt(2))], _effects);
        Hear(new SweepInput.Stopped(Attempt(2)), new SweepInput.Suggested(3, "c"), Report(3, 1, value: 4));
        Hear(new SweepInput.Stopped(Attempt(3)), new SweepInput.Suggested(4, "d"), Report(4, 1, value: 3));
        Hear(new SweepInput.Stopped(Attempt(4)));
        Assert.Equal([new SweepEffect.Start(Attempt(2, number: 2), "b")], _effects);
    }

    [Fact]
    public void A_failed_trial_keeps_its_reason_and_three_in_a_row_end_the_sweep()
    {
        _machine = new SweepMachine(new SweepSettings { Trials = 9, Epochs = 4 }, new TopHalf());
        Hear(new SweepInput.Opened());
        for (var trial = 1; trial <= 3; trial++)
            Hear(new SweepInput.Suggested(trial, "a"), new SweepInput.Failed(Attempt(trial), "no data"));

        Assert.Equal([new SweepEffect.End(SweepEnd.Failing)], _effects);
        Assert.All(_machine.State.Trials, trial => Assert.Equal((TrialState.Failed, "no data"), (trial.State, trial.Reason)));
    }

    [Fact]
    public void A_result_that_is_not_a_number_fails_the_trial()
    {
        Begin("a");
        Train(1, epochs: 4, value: double.NaN);
        Hear(new SweepInput.Finished(Attempt(1)));
        Assert.Equal("its objectives are NaN, expected finite numbers", _machine.State.Trials[0].Reason);
    }

    [Fact]
    public void A_lost_run_starts_again_and_fails_when_it_is_lost_too_often()
    {
        Begin("a");
        Hear(new SweepInput.Lost(Attempt(1)));
        Assert.Equal([new SweepEffect.Start(Attempt(1, number: 2), "a")], _effects);
        Hear(new SweepInput.Lost(Attempt(1)));
        Assert.Empty(_effects);
        Hear(new SweepInput.Lost(Attempt(1, number: 2)), new SweepInput.Lost(Attempt(1, number: 3)));
        Assert.Equal("its process or machine was lost 3 times", _machine.State.Trials[0].Reason);
    }

    [Fact]
    public void A_cancelled_sweep_stops_its_runs_and_goes_on_with_them_when_it_is_opened_again()
    {
        Begin("a");
        Train(1, epochs: 2);
        Hear(new SweepInput.CancelRequested());
        Assert.Equal([new SweepEffect.Stop(Attempt(1))], _effects);
        Hear(new SweepInput.Stopped(Attempt(1)));
        Assert.Equal([new SweepEffect.End(SweepEnd.Cancelled)], _effects);
        _machine = new SweepMachine(new SweepSettings { Trials = 2, Epochs = 4 }, new TopHalf(), _machine.State);
        Hear(new SweepInput.Opened());
        Assert.Equal([new SweepEffect.Start(Attempt(1, number: 2), "a")], _effects);
    }

    [Fact]
    public void A_trial_with_several_seeds_is_judged_by_their_mean_when_all_have_reached_the_rung()
    {
        _machine = new SweepMachine(new SweepSettings { Trials = 1, Epochs = 4, Seeds = 2, Slots = 2 }, new TopHalf(2));
        Begin("a");
        Train(1, epochs: 2, value: 1);
        Assert.Contains(new SweepEffect.Stop(Attempt(1)), _effects);
        Hear(new SweepInput.Stopped(Attempt(1)));
        Train(1, epochs: 2, value: 3, seed: 2);
        Assert.Equal([new SweepEffect.Start(Attempt(1, number: 2), "a")], _effects);
        Assert.Equal([2.0], _machine.State.Trials[0].At(2)!);
    }

    [Fact]
    public void A_budget_of_epochs_leaves_out_the_trial_that_would_exceed_it()
    {
        _machine = new SweepMachine(new SweepSettings { Trials = 9, Epochs = 4, EpochBudget = 7 }, new TopHalf());
        Begin("a");
        Train(1, epochs: 4);
        Hear(new SweepInput.Finished(Attempt(1)));
        Assert.Equal([new SweepEffect.End(SweepEnd.Completed)], _effects);
    }

    [Fact]
    public void A_sweep_out_of_time_stops_its_runs()
    {
        _machine = new SweepMachine(new SweepSettings { Trials = 9, Epochs = 4, TimeBudget = TimeSpan.FromHours(1) }, new TopHalf());
        Begin("a");
        Assert.Equal(Now.AddHours(1), _machine.Deadline);
        Assert.Equal([new SweepEffect.Stop(Attempt(1))], _machine.Handle(new SweepInput.Ticked(), Now.AddHours(1)));
        Assert.Equal(
            [new SweepEffect.End(SweepEnd.Completed)], _machine.Handle(new SweepInput.Stopped(Attempt(1)), Now.AddHours(1)));
    }

    [Fact]
    public void A_failed_trial_can_be_tried_again_and_more_trials_granted()
    {
        _machine = new SweepMachine(new SweepSettings { Trials = 1, Epochs = 4 }, new TopHalf());
        Begin("a");
        Hear(new SweepInput.Failed(Attempt(1), "the disk is full"));
        Assert.Equal([new SweepEffect.End(SweepEnd.Completed)], _effects);
        Hear(new SweepInput.RetryRequested(1));
        Assert.Equal([new SweepEffect.Start(Attempt(1, number: 2), "a")], _effects);
        Train(1, epochs: 4);
        Hear(new SweepInput.Finished(Attempt(1, number: 2)));
        Assert.Equal([new SweepEffect.End(SweepEnd.Completed)], _effects);
        Hear(new SweepInput.Extended(2));
        Assert.Equal([new SweepEffect.Suggest(2)], _effects);
    }

    private static RunAttempt Attempt(int trial, int seed = 1, int number = 1) => new(new RunId(trial, seed), number);

    private static SweepInput.Reported Report(int trial, int epoch, double value, int seed = 1) =>
        new(new RunId(trial, seed), epoch, [value]);

    private void Begin(string parameters) => Hear(new SweepInput.Opened(), new SweepInput.Suggested(1, parameters));

    private void Train(int trial, int epochs, double value = 1, int seed = 1)
    {
        for (var epoch = 1; epoch <= epochs; epoch++)
            Hear(Report(trial, epoch, value, seed));
    }

    // Keeps the effects of the last one.
    private void Hear(params SweepInput[] inputs)
    {
        foreach (var input in inputs)
        {
            _effects.Clear();
            _effects.AddRange(_machine.Handle(input, Now));
        }
    }
}
