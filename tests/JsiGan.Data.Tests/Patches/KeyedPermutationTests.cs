using JsiGan.Data.Patches;

namespace JsiGan.Data.Tests.Patches;

public sealed class KeyedPermutationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1000)]
    [InlineData(39340)]
    public void Every_value_occurs_once(int count)
    {
        for (var key = 0UL; key < 5; key++)
        {
            var permutation = new KeyedPermutation(count, key);
            Assert.Equal(count, Enumerable.Range(0, count).Select(i => permutation[i]).Distinct().Count());
            Assert.InRange(Enumerable.Range(0, count).Max(i => permutation[i]), 0, count - 1);
        }
    }

    [Fact]
    public void Few_values_stay_where_they_are()
    {
        var permutation = new KeyedPermutation(10_000, 42);
        Assert.InRange(Enumerable.Range(0, 10_000).Count(i => permutation[i] == i), 0, 8);
    }

    [Fact]
    public void Neighbours_part()
    {
        var permutation = new KeyedPermutation(100_000, 3);
        var distance = Enumerable.Range(0, 99_999).Average(i => Math.Abs(permutation[i + 1] - permutation[i]) / 100_000.0);
        Assert.InRange(distance, 0.32, 0.35);
    }

    [Fact]
    public void Huge_epochs_need_no_list()
    {
        var permutation = new KeyedPermutation(long.MaxValue / 2, 1);
        Assert.InRange(permutation[123_456_789_012_345], 0, (long.MaxValue / 2) - 1);
        Assert.Contains("no 5", Assert.Throws<ArgumentOutOfRangeException>(() => new KeyedPermutation(5, 1)[5]).Message);
    }
}
