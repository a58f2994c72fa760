using JsiGan.Protocol.Tests.Simulation;

namespace JsiGan.Protocol.Tests;

/// <summary>Joins, losses, silences, restarts and reordered messages in 10,000 seeded schedules; a failure names its seed.</summary>
public sealed class RandomScheduleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2_500)]
    [InlineData(5_000)]
    [InlineData(7_500)]
    public void No_schedule_loses_a_sample_or_covers_one_twice_and_every_one_ends(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + 2_500; seed++)
            new World(seed).Run();
    }
}
