using JsiGan.Protocol.Runs;
using JsiGan.Runtime.Monitoring;

namespace JsiGan.Runtime.Tests.Monitoring;

public sealed class StragglerTests
{
    private readonly Stragglers _stragglers = new();

    [Fact]
    public void The_slowest_rank_is_known_when_all_have_reported()
    {
        Assert.Null(Add(0, 3, step: 1, seconds: 1));
        Assert.Null(Add(2, 3, step: 1, seconds: 4));
        Assert.Equal((2, 0.5), Add(1, 3, step: 1, seconds: 1));
    }

    [Fact]
    public void Reports_of_the_next_step_may_come_first()
    {
        Add(0, 2, step: 1, seconds: 1);
        Add(0, 2, step: 2, seconds: 2);
        Assert.Equal((1, 0.25), Add(1, 2, step: 1, seconds: 2));
        Assert.Equal((0, 0.0), Add(1, 2, step: 2, seconds: 2));
    }

    [Fact]
    public void A_step_that_an_interruption_left_incomplete_is_forgotten()
    {
        Add(0, 2, step: 1, seconds: 8);
        Add(0, 2, step: 1, seconds: 1, generation: 2);
        Assert.Equal((1, 0.25), Add(1, 2, step: 1, seconds: 2, generation: 2));
    }

    private (int Rank, double Ratio)? Add(int rank, int size, long step, double seconds, long generation = 1) =>
        _stragglers.Add(rank, size, new StepTimed($"w{rank}", new GenerationId(1, generation), step, 1, seconds / 2, seconds / 2, 0));
}
