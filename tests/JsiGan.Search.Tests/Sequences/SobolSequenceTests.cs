using JsiGan.Search.Sequences;
using JsiGan.Search.Tests.KnownAnswers;

namespace JsiGan.Search.Tests.Sequences;

public sealed class SobolSequenceTests
{
    /// <summary>The example of Joe and Kuo's notes: ten points in three dimensions.</summary>
    private static readonly double[][] Published =
    [
        [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
        [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375], [0.6875, 0.8125, 0.4375],
    ];

    [Fact]
    public void Sobol_points_equal_the_published_ones()
    {
        var sequence = new SobolSequence(3, seed: null);
        Assert.Equal(Published, Published.Select((_, index) => sequence.Point((uint)index)));
    }

    [Fact]
    public void Sobol_points_of_all_dimensions_equal_those_of_SciPy()
    {
        var answer = AnswerFile.Of("sobol");
        var sequence = new SobolSequence(answer.GetProperty("dimensions").GetInt32(), seed: null);
        Assert.All(
            answer.GetProperty("points").EnumerateArray(),
            point => Assert.Equal(point.Numbers("point"), sequence.Point(point.GetProperty("index").GetUInt32())));
    }

    [Fact]
    public void Scrambled_points_have_one_in_each_interval_of_every_dimension()
    {
        foreach (var seed in (long[])[1, 2, 3])
        {
            var sequence = new SobolSequence(20, seed);
            var points = Enumerable.Range(0, 64).Select(index => sequence.Point((uint)index)).ToList();
            for (var d = 0; d < 20; d++)
                Assert.Equal(Enumerable.Range(0, 64), points.Select(point => (int)(point[d] * 64)).Order());
        }
    }

    [Fact]
    public void Another_seed_gives_other_points_and_the_same_seed_the_same()
    {
        Assert.Equal(new SobolSequence(5, 7).Point(3), new SobolSequence(5, 7).Point(3));
        Assert.NotEqual(new SobolSequence(5, 7).Point(3), new SobolSequence(5, 8).Point(3));
    }

    [Fact]
    public void Dimensions_beyond_the_table_are_random_numbers_of_the_seed()
    {
        var point = new SobolSequence(100, 7).Point(5);
        Assert.All(point, coordinate => Assert.InRange(coordinate, 0, 1));
        Assert.Equal(100, point.Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => new SobolSequence(100, seed: null));
    }
}
