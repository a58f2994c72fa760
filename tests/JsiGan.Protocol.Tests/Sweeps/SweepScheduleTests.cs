using JsiGan.Protocol.Sweeps;

namespace JsiGan.Protocol.Tests.Sweeps;

/// <summary>Results, losses, failures, duplicates and kills in 100,000 seeded schedules; a failure names its seed.</summary>
public sealed class SweepScheduleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(25_000)]
    [InlineData(50_000)]
    [InlineData(75_000)]
    public void No_schedule_loses_a_trial_or_exceeds_a_budget_and_every_one_ends(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + 25_000; seed++)
            new SweepWorld(seed).Run();
    }

    [Fact]
    public void Kills_and_losses_change_neither_trials_nor_rungs_nor_results()
    {
        var settings = new SweepSettings { Trials = 12, Epochs = 9, Losses = int.MaxValue };
        var calm = Table(new SweepWorld(1, settings, new TopHalf(1, 3)) { Chances = default }.Run());
        for (var seed = 2; seed < 2_000; seed++)
            Assert.Equal(calm, Table(new SweepWorld(seed, settings, new TopHalf(1, 3)) { Chances = (5, 5, 0, 10) }.Run()));
    }

    private static string Table(SweepWorld world) => string.Join('\n', world.State.Trials.Select(trial =>
        $"{trial.Number} {trial.Parameters} {trial.State} {trial.Epoch} {string.Join(' ', trial.At(trial.Epoch)!)}"));
}
