using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace TorchSharp.Tests.Optim;

public sealed class SchedulerTests : IDisposable
{
    private readonly Parameter _parameter = Trained.Make([1]);
    private readonly Adam _adam;

    public SchedulerTests() => _adam = optim.Adam([_parameter], 1);

    public void Dispose()
    {
        _adam.Dispose();
        _parameter.Dispose();
    }

    [Fact]
    public void Steps_come_every_so_many_epochs() => Expect(StepLR(_adam, 2, gamma: 0.5), [1, 1, 0.5, 0.5, 0.25, 0.25]);

    [Fact]
    public void Milestones_each_take_their_share() => Expect(MultiStepLR(_adam, [1, 3], gamma: 0.5), [1, 0.5, 0.5, 0.25, 0.25]);

    [Fact]
    public void A_function_of_the_epoch_scales_the_first_rate() =>
        Expect(LambdaLR(_adam, epoch => 1.0 / (1 + epoch)), [1, 1.0 / 2, 1.0 / 3, 1.0 / 4]);

    [Fact]
    public void A_cosine_falls_from_the_first_rate_to_the_least() =>
        Expect(CosineAnnealingLR(_adam, 10, eta_min: 0.1), [.. Enumerable.Range(0, 11).Select(Cosine)]);

    [Fact]
    public void A_cosine_rises_again_after_its_period() =>
        Expect(
            CosineAnnealingLR(_adam, 4, eta_min: 0.5),
            [.. Enumerable.Range(0, 8).Select(e => 0.5 + 0.25 * (1 + Math.Cos(Math.PI * e / 4)))]);

    [Fact]
    public void An_epoch_can_be_set_outright()
    {
        var cosine = CosineAnnealingLR(_adam, 10, eta_min: 0.1);
        cosine.step((int?)7);
        Assert.Equal(Cosine(7), _adam.ParamGroups.First().LearningRate, 1e-12);
        var steps = StepLR(_adam, 2, gamma: 0.5);
        steps.step((int?)5);
        Assert.Equal(0.25, _adam.ParamGroups.First().LearningRate, 1e-12);
        var milestones = MultiStepLR(_adam, [1, 3], gamma: 0.5);
        milestones.step((int?)2);
        Assert.Equal(0.5, _adam.ParamGroups.First().LearningRate, 1e-12);
    }

    [Fact]
    public void Every_group_keeps_its_proportion()
    {
        using var other = Trained.Make([1]);
        using var adam = optim.Adam([new Adam.ParamGroup([_parameter], 1), new Adam.ParamGroup([other], 0.5)]);
        var steps = StepLR(adam, 1, gamma: 0.5);
        steps.step();
        Assert.Equal([0.5, 0.25], adam.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([0.5, 0.25], steps.get_last_lr());
    }

    private static double Cosine(int epoch) => 0.1 + 0.9 * (1 + Math.Cos(Math.PI * epoch / 10)) / 2;

    private void Expect(LRScheduler schedule, double[] rates)
    {
        foreach (var rate in rates)
        {
            Assert.Equal(rate, _adam.ParamGroups.First().LearningRate, 1e-12);
            schedule.step();
        }
    }
}
