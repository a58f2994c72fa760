using JsiGan.Cli.Display;

namespace JsiGan.Cli.Tests.Display;

public sealed class TimeLeftTests
{
    [Fact]
    public void Nothing_is_promised_before_the_first_step() => Assert.Null(new TimeLeft(10, 2).After(0));

    [Fact]
    public void A_stage_that_has_not_run_costs_its_usual_multiple_of_the_other()
    {
        var left = new TimeLeft(10, 2);
        left.Count(1, TimeSpan.FromSeconds(1));
        Assert.Equal(9 + (2 * TimeLeft.GanStepCost), left.After(1)!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Each_stage_is_measured_on_its_own()
    {
        var left = new TimeLeft(2, 4);
        left.Count(1, TimeSpan.FromSeconds(1));
        left.Count(1, TimeSpan.FromSeconds(3));
        left.Count(2, TimeSpan.FromSeconds(5));
        Assert.Equal(15, left.After(3)!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void A_run_resumed_in_stage_2_needs_no_stage_1_measurement()
    {
        var left = new TimeLeft(100, 10);
        left.Count(2, TimeSpan.FromSeconds(2));
        Assert.Equal(10, left.After(105)!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Nothing_is_left_at_the_end()
    {
        var left = new TimeLeft(1, 1);
        left.Count(1, TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, left.After(2));
    }
}
