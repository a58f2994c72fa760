using JsiGan.Training.Recipes;
using JsiGan.Training.Schedules;

namespace JsiGan.Training.Tests.Schedules;

public sealed class LearningRateTests
{
    private const int Digits = 15;

    [Fact]
    public void The_first_stage_of_the_paper_divides_by_ten_at_epochs_200_and_225()
    {
        var stage = new Recipe().Stage1;
        for (var epoch = 1; epoch <= 250; epoch++)
        {
            var expected = epoch < 200 ? 1e-4 : epoch < 225 ? 1e-5 : 1e-6;
            Assert.Equal(expected, LearningRate.At(stage, epoch, 0, 1), Digits);
        }
    }

    [Fact]
    public void The_second_stage_of_the_paper_falls_linearly_from_its_fifth_epoch_to_zero()
    {
        var stage = new Recipe().Stage2;
        for (var e = 251; e <= 260; e++)
        {
            var expected = e >= 255 ? 1e-6 * (260 - e) / 5 : 1e-6;
            Assert.Equal(expected, LearningRate.At(stage, e - 250, 0, 1), Digits);
        }

        Assert.Equal(0, LearningRate.At(stage, 10, 0, 1));
    }

    [Fact]
    public void The_cosine_begins_at_the_rate_and_ends_at_the_ratio()
    {
        var stage = new StageOptions { Epochs = 3, LearningRate = 5e-4, Schedule = ScheduleKind.Cosine, FinalRatio = 0.1 };
        Assert.Equal(5e-4, LearningRate.At(stage, 1, 0, 301), Digits);
        Assert.Equal(2.75e-4, LearningRate.At(stage, 2, 150, 301), Digits);
        Assert.Equal(5e-5, LearningRate.At(stage, 3, 300, 301), Digits);
        Assert.Equal(5e-4, LearningRate.At(stage, 1, 0, 1), Digits);
        Assert.All(Enumerable.Range(1, 300), step =>
            Assert.True(LearningRate.At(stage, 1, step, 301) < LearningRate.At(stage, 1, step - 1, 301)));
    }

    [Fact]
    public void A_warm_up_rises_linearly_to_the_full_rate()
    {
        var stage = new StageOptions { Epochs = 2, LearningRate = 4e-4, Schedule = ScheduleKind.Constant, WarmUp = 4 };
        Assert.Equal(
            [1e-4, 2e-4, 3e-4, 4e-4, 4e-4],
            Enumerable.Range(0, 5).Select(step => Math.Round(LearningRate.At(stage, 1, step, 10), Digits)));
        var cosine = stage with { Schedule = ScheduleKind.Cosine };
        Assert.Equal(0.5 * LearningRate.At(cosine with { WarmUp = 0 }, 1, 1, 10), LearningRate.At(cosine, 1, 1, 10), Digits);
        Assert.Equal(LearningRate.At(cosine with { WarmUp = 0 }, 1, 9, 10), LearningRate.At(cosine, 1, 9, 10));
    }

    [Fact]
    public void A_constant_rate_stays()
    {
        var stage = new StageOptions { Epochs = 4, LearningRate = 3e-4, Schedule = ScheduleKind.Constant };
        Assert.All(Enumerable.Range(1, 4), epoch => Assert.Equal(3e-4, LearningRate.At(stage, epoch, epoch, 10)));
    }

    [Fact]
    public void Steps_without_milestones_stay_too() => Assert.Equal(1, StepDecay.Factor([], 0.1, 7));

    [Fact]
    public void An_epoch_outside_the_stage_is_a_programming_error()
    {
        var stage = new StageOptions { Epochs = 4 };
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRate.At(stage, 0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRate.At(stage, 5, 0, 1));
    }
}
