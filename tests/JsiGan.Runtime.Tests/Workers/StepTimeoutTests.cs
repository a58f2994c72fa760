using JsiGan.Runtime.Workers;

namespace JsiGan.Runtime.Tests.Workers;

public sealed class StepTimeoutTests
{
    [Fact]
    public void The_timeout_follows_the_slowest_step_of_a_stage_above_a_minimum()
    {
        var limit = new StepTimeout();
        Assert.Equal(StepTimeout.Unmeasured, limit.Current);
        Assert.Equal(StepTimeout.Least, limit.After(1, TimeSpan.FromSeconds(0.1)));
        Assert.Equal(TimeSpan.FromSeconds(200), limit.After(1, TimeSpan.FromSeconds(10)));
        Assert.Equal(TimeSpan.FromSeconds(200), limit.After(1, TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromSeconds(80), limit.After(2, TimeSpan.FromSeconds(4)));
    }
}
