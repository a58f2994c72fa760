using JsiGan.Runtime.Fleet;

namespace JsiGan.Runtime.Tests.Fleet;

public sealed class RestartPolicyTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    [Fact]
    public void Restarts_after_short_lives_are_delayed_more_and_more_until_they_stop()
    {
        var policy = new RestartPolicy();
        var pauses = Enumerable.Range(0, RestartPolicy.MaxShortLives + 1).Select(_ => policy.After(Short)?.TotalSeconds).ToList();
        Assert.Equal([0, 1, 2, 4, 8, null], pauses);
    }

    [Fact]
    public void A_long_life_is_followed_by_an_immediate_restart_and_resets_the_count()
    {
        var policy = new RestartPolicy();
        _ = policy.After(Short);
        _ = policy.After(Short);
        Assert.Equal(TimeSpan.Zero, policy.After(RestartPolicy.LongLife));
        Assert.Equal(TimeSpan.Zero, policy.After(Short));
    }
}
