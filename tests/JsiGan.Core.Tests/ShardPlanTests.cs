namespace JsiGan.Core.Tests;

public sealed class ShardPlanTests
{
    [Fact]
    public void The_ranks_cover_every_sample_of_the_batch_once_and_in_order()
    {
        for (var batch = 1; batch <= 16; batch++)
        {
            for (var size = 1; size <= batch; size++)
            {
                var next = 0;
                for (var rank = 0; rank < size; rank++)
                {
                    var (first, count) = ShardPlan.Of(batch, rank, size);
                    Assert.Equal(next, first);
                    Assert.InRange(count, batch / size, (batch / size) + 1);
                    next += count;
                }
                Assert.Equal(batch, next);
            }
        }
    }

    [Fact]
    public void A_step_starts_where_the_one_before_ended_for_any_number_of_ranks()
    {
        foreach (var size in new[] { 1, 3, 4 })
        {
            var (first, count) = ShardPlan.Of(4, size - 1, size);
            Assert.Equal(4, first + count);
            Assert.Equal(32, ShardPlan.FirstSample(step: 8, batch: 4, rank: 0, size));
        }
    }

    [Theory]
    [InlineData(4, 4, 4)]
    [InlineData(4, -1, 4)]
    [InlineData(4, 0, 5)]
    public void An_invalid_rank_or_one_without_a_sample_is_an_argument_error(int batch, int rank, int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ShardPlan.Of(batch, rank, size));
}
