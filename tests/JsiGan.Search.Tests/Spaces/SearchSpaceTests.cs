using JsiGan.Search.Spaces;

namespace JsiGan.Search.Tests.Spaces;

public sealed class SearchSpaceTests
{
    [Theory]
    [InlineData(0, "0.001")]
    [InlineData(0.5, "0.0316228")]
    [InlineData(1, "1")]
    public void A_log_range_maps_equal_ratios_to_equal_distances_and_rounds_to_six_digits(double coordinate, string value) =>
        Assert.Equal(value, new RealParameter("rate", 1e-3, 1, IsLog: true).ValueAt(coordinate));

    [Theory]
    [InlineData(1000.001, 1000.002)]
    [InlineData(-1e-30, 1e-30)]
    [InlineData(1e20, 3e20)]
    [InlineData(-7.5, 1e9)]
    public void A_value_of_a_range_lies_in_it_and_maps_back_to_its_coordinate(double low, double high)
    {
        var parameter = new RealParameter("x", low, high);
        foreach (var coordinate in (double[])[0, 0.123456, 0.5, 0.98765, 1])
        {
            var value = parameter.ValueAt(coordinate);
            Assert.True(parameter.Contains(value), value);
            Assert.Equal(coordinate, parameter.CoordinateOf(value), 1e-4);
        }
    }

    [Theory]
    [InlineData(1, 8, false)]
    [InlineData(-3, 3, false)]
    [InlineData(1, 512, true)]
    public void Every_integer_maps_to_the_centre_of_its_cell_and_back(long low, long high, bool isLog)
    {
        var parameter = new IntegerParameter("n", low, high, isLog);
        for (var number = low; number <= high; number++)
        {
            var coordinate = parameter.CoordinateOf(CanonicalText.Of(number));
            Assert.Equal(CanonicalText.Of(number), parameter.ValueAt(coordinate));
            Assert.Equal(coordinate, parameter.Snap(coordinate), 1e-12);
            var (left, right) = parameter.Cell(coordinate);
            Assert.Equal(CanonicalText.Of(number), parameter.ValueAt(left + 1e-9));
            Assert.Equal(CanonicalText.Of(number), parameter.ValueAt(right - 1e-9));
        }
    }

    [Fact]
    public void Numbers_in_order_are_an_ordered_dimension_and_words_are_not()
    {
        Assert.True(ChoiceParameter.OfNumbers("lambda", [0.1, 0.5, 1]).IsOrdered);
        Assert.False(ChoiceParameter.OfNumbers("lambda", [0.5, 0.1, 1]).IsOrdered);
        Assert.False(new ChoiceParameter("loss", ["l1", "l2"]).IsOrdered);
    }

    [Fact]
    public void A_conditional_parameter_is_absent_unless_its_condition_holds()
    {
        var space = Conditional();
        Assert.Equal(["loss=l1"], Texts(space.AssignmentAt([0.1, 0.5, 0.5])));
        Assert.Equal(["loss=huber", "delta=0.5"], Texts(space.AssignmentAt([0.9, 0.5, 0.1])));
        Assert.Equal(["loss=huber", "delta=0.9", "layers=4"], Texts(space.AssignmentAt([0.9, 0.9, 0.99])));
    }

    [Fact]
    public void A_grid_lists_every_combination_once_with_the_last_parameter_fastest()
    {
        var grid = Conditional().Grid(levels: 2).Select(assignment => assignment.ToString()).ToList();
        Assert.Equal(
            [
                "loss=l1", "loss=l2", "loss=huber, delta=0", "loss=huber, delta=1, layers=2", "loss=huber, delta=1, layers=4",
            ],
            grid);
    }

    [Fact]
    public void Features_are_one_hot_for_words_and_neutral_for_what_is_inactive()
    {
        var map = new FeatureMap(Conditional());
        var features = new double[map.Width];
        map.Encode([0.1, double.NaN, double.NaN], features);
        Assert.Equal([0.7071, 0, 0, 0.5, 0.5], features.Select(feature => Math.Round(feature, 4)));
    }

    [Fact]
    public void All_errors_of_a_space_are_found_at_once()
    {
        var problems = SpaceCheck.Of(
        [
            new ChoiceParameter("a", []),
            new ChoiceParameter("b", ["1", "1"]),
            new RealParameter("c", 2, 1),
            new RealParameter("d", 0, 1, IsLog: true),
            new IntegerParameter("e", 3, 3),
            new RealParameter("f", 0, double.NaN) { When = new Condition("g", ["1"]) },
            new RealParameter("c", 0, 1) { When = new Condition("b", ["2"]) },
        ]);
        Assert.Equal(["a", "b", "c", "d", "e", "f", "f", "c", "c"], problems.Select(problem => problem.Key));
        Assert.Equal("c ranges from 2 to 1: the first must be below the second.", problems[2].Message);
        Assert.Throws<UsageException>(() => new SearchSpace([]));
    }

    [Fact]
    public void Assignments_are_equal_in_any_order()
    {
        var (one, other) = (new Assignment([new("a", "1"), new("b", "2")]), new Assignment([new("b", "2"), new("a", "1")]));
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, new Assignment([new("a", "1"), new("b", "3")]));
        Assert.Equal("a=1, b=2", one.ToString());
    }

    private static SearchSpace Conditional() => new(
    [
        new ChoiceParameter("loss", ["l1", "l2", "huber"]),
        new RealParameter("delta", 0, 1) { When = new Condition("loss", ["huber"]) },
        new IntegerParameter("layers", 2, 4) { When = new Condition("delta", ["0.9", "1"]) },
    ]);

    private static IEnumerable<string> Texts(Assignment assignment) => assignment.Select(pair => $"{pair.Key}={pair.Value}");
}
