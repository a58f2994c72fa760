using JsiGan.Search.Sequences;
using JsiGan.Search.Stopping;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Tests.Stopping;

public sealed class StoppingTests
{
    private static readonly Objective[] Psnr = [new("psnr", Goal.Maximise)];
    private static readonly Objective[] Two = [new("psnr", Goal.Maximise), new("delta_e", Goal.Minimise)];

    [Fact]
    public void Rungs_are_the_grace_times_powers_of_the_reduction_and_the_whole_budget()
    {
        Assert.Equal([1.0, 4, 16, 40], new RungLadder(1, 40).Rungs);
        Assert.Equal([3.0, 9, 27], new RungLadder(3, 27, 3).Rungs);
        Assert.Equal([10.0], new RungLadder(20, 10).Rungs);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RungLadder(0, 10));
    }

    [Fact]
    public void Asha_continues_the_best_quarter_of_a_rung()
    {
        var table = new RungTable(Enumerable.Range(0, 8).Select(trial => new RungResult(trial, 0, [30 + trial])), Psnr);
        var rule = new AshaStopping(reduction: 4);
        Assert.Equal([7, 6], Enumerable.Range(0, 8).Where(trial => rule.Decide(table, trial) is Verdict.Continue).Reverse());
        Assert.Equal(new Verdict.Stop(Rung: 0, Place: 3, Of: 8), rule.Decide(table, 5));
    }

    [Fact]
    public void The_first_trial_of_a_rung_continues() =>
        Assert.IsType<Verdict.Continue>(new AshaStopping().Decide(new RungTable([new RungResult(3, 1, [30])], Psnr), 3));

    [Fact]
    public void Asha_promotes_from_the_highest_rung_down_and_each_trial_once()
    {
        var results = Enumerable.Range(0, 8).Select(trial => new RungResult(trial, 0, [30 + trial])).ToList();
        var rule = new AshaPromotion(rungs: 3, reduction: 2);
        Assert.Equal(new Verdict.Pause(Rung: 0, Place: 8, Of: 8), rule.Decide(new RungTable(results, Psnr), 0));
        Assert.Equal(new Promotion(7, 1), rule.Next(new RungTable(results, Psnr), new HashSet<int>()));
        Assert.Equal(new Promotion(6, 1), rule.Next(new RungTable(results, Psnr), new HashSet<int> { 7 }));
        results.AddRange([new(7, 1, [40]), new(6, 1, [41])]);
        Assert.Equal(new Promotion(6, 2), rule.Next(new RungTable(results, Psnr), new HashSet<int>()));
        results.Add(new(6, 2, [42]));
        Assert.Equal(new Promotion(5, 1), rule.Next(new RungTable(results, Psnr), new HashSet<int>()));
        Assert.IsType<Verdict.Continue>(rule.Decide(new RungTable(results, Psnr), 6));
        Assert.Null(rule.Next(new RungTable(results, Psnr), new HashSet<int> { 4, 5 }));
    }

    [Fact]
    public void The_median_rule_stops_trials_that_more_than_half_beat()
    {
        var table = new RungTable(Enumerable.Range(0, 5).Select(trial => new RungResult(trial, 0, [30 + trial])), Psnr);
        var rule = new MedianStopping(leastTrials: 4);
        Assert.Equal([2, 3, 4], Enumerable.Range(0, 5).Where(trial => rule.Decide(table, trial) is Verdict.Continue));
        var few = new RungTable([new(0, 0, [30]), new(1, 0, [40])], Psnr);
        Assert.IsType<Verdict.Continue>(rule.Decide(few, 0));
    }

    [Fact]
    public void Several_objectives_are_judged_by_non_dominated_rank_and_then_crowding()
    {
        // Trials 0 to 3 are a front, of which 1 and 2 are between the others and 2 is the more crowded; 4 to 7 are dominated.
        double[][] values = [[40, 4], [38, 3], [37.5, 2.8], [30, 1], [29, 5], [28, 6], [27, 7], [26, 8]];
        var table = new RungTable(values.Select((vector, trial) => new RungResult(trial, 0, vector)), Two);
        var rule = new AshaStopping(reduction: 2);
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 8).Where(trial => rule.Decide(table, trial) is Verdict.Continue));
        Assert.Equal([0, 3], Enumerable.Range(0, 8).Where(trial => new AshaStopping(4).Decide(table, trial) is Verdict.Continue));
    }

    [Fact]
    public void A_trial_that_diverged_stops_and_ranks_last()
    {
        var table = new RungTable([new(0, 0, [double.NaN]), new(1, 0, [30]), new(2, 0, [double.PositiveInfinity]), new(3, 0, [31])], Psnr);
        foreach (var rule in (IStoppingRule[])[new NoStopping(), new AshaStopping(), new MedianStopping(), new AshaPromotion(2)])
        {
            Assert.Equal(new Verdict.StopDiverged(0), rule.Decide(table, 0));
            Assert.Equal(new Verdict.StopDiverged(0), rule.Decide(table, 2));
        }

        Assert.Equal(new Verdict.Stop(Rung: 0, Place: 2, Of: 4), new AshaStopping().Decide(table, 1));
    }

    [Fact]
    public void A_trial_without_a_result_cannot_be_judged() =>
        Assert.Throws<ArgumentException>(() => new AshaStopping().Decide(new RungTable([], Psnr), 0));

    [Fact]
    public void Verdicts_do_not_depend_on_the_order_of_the_results()
    {
        const int Seed = 9;
        var random = new SeededRandom(Seed, 0);
        var results = Enumerable.Range(0, 300).Select(i => new RungResult(i / 3, i % 3, [random.Below(20), random.Below(20)])).ToList();
        var shuffled = results.OrderBy(_ => random.NextDouble()).ToList();
        var (table, other) = (new RungTable(results, Two), new RungTable(shuffled, Two));
        foreach (var rule in (IStoppingRule[])[new AshaStopping(), new MedianStopping(), new AshaPromotion(4)])
        {
            Assert.All(
                Enumerable.Range(0, 100),
                trial => Assert.True(rule.Decide(table, trial) == rule.Decide(other, trial), $"seed {Seed}, trial {trial}"));
        }
    }
}
