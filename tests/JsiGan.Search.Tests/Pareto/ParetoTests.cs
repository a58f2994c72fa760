using JsiGan.Search.Pareto;
using JsiGan.Search.Sequences;
using JsiGan.Search.Tests.KnownAnswers;

namespace JsiGan.Search.Tests.Pareto;

public sealed class ParetoTests
{
    [Fact]
    public void Non_dominated_ranks_equal_those_of_Optuna() => Assert.All(
        AnswerFile.Of("pareto").EnumerateArray(),
        answer => Assert.Equal(answer.Numbers("ranks").Select(rank => (int)rank), NonDominatedSort.Ranks(answer.Rows("losses"))));

    [Fact]
    public void Hypervolumes_in_two_and_three_dimensions_equal_those_of_Optuna() => Assert.All(
        AnswerFile.Of("pareto").EnumerateArray(),
        answer => Assert.Equal(
            answer.Number("hypervolume"), Hypervolume.Of(answer.Rows("losses"), answer.Numbers("reference")), 1e-12));

    [Fact]
    public void The_boxes_of_the_undominated_region_and_the_hypervolume_fill_the_whole()
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var random = new SeededRandom(seed, 0);
            foreach (var objectives in (int[])[1, 2, 3, 4])
            {
                double[] Losses() => [.. Enumerable.Range(0, objectives).Select(_ => random.NextDouble())];

                var losses = Enumerable.Range(0, 8).Select(_ => Losses()).ToList();
                double[] reference = [.. Enumerable.Repeat(0.9, objectives)];
                var rest = BoxDecomposition.Undominated(losses, reference)
                    .Sum(box => box.Low.Zip(box.High).Aggregate(1.0, (volume, side) => volume * (side.Second - Math.Max(side.First, 0))));
                var whole = Math.Pow(0.9, objectives);
                Assert.True(
                    Math.Abs(whole - rest - Hypervolume.Of(losses, reference)) < 1e-12, $"seed {seed}, {objectives} objectives: {rest}");
            }
        }
    }

    [Fact]
    public void The_Pareto_set_holds_equal_vectors_and_no_dominated_one() =>
        Assert.Equal([0, 2, 3], NonDominatedSort.ParetoSet([[1.0, 4.0], [2, 4], [2, 2], [2, 2], [3, 3]]));

    [Fact]
    public void Crowding_distances_are_those_of_the_definition()
    {
        var distances = CrowdingDistance.Of([[0.0, 10.0], [2, 6], [6, 4], [10, 0]]);
        Assert.Equal([double.PositiveInfinity, 1.2, 1.4, double.PositiveInfinity], distances.Select(distance => Math.Round(distance, 12)));
    }

    [Fact]
    public void Nothing_dominates_in_an_empty_front()
    {
        Assert.Empty(NonDominatedSort.Ranks([]));
        Assert.Empty(CrowdingDistance.Of([]));
        Assert.Equal(0, Hypervolume.Of([], [1, 1]));
    }
}
