using JsiGan.Search.Searchers;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Tests.Searchers;

public sealed class SearcherTests
{
    private const int Trials = 24;

    public static TheoryData<SearcherKind, int, int> Sweeps()
    {
        var sweeps = new TheoryData<SearcherKind, int, int>();
        foreach (var kind in Enum.GetValues<SearcherKind>())
        {
            foreach (var (objectives, seed) in ((int, int)[])[(1, 1), (1, 2), (2, 3), (3, 4)])
                sweeps.Add(kind, objectives, seed);
        }

        return sweeps;
    }

    [Theory, MemberData(nameof(Sweeps))]
    public void Suggestions_lie_in_the_space_and_never_repeat_whatever_trials_do(SearcherKind kind, int objectives, int seed)
    {
        foreach (var space in (SearchSpace[])[Mixed(), Ranges()])
        {
            var sweep = new SimulatedSweep(space, Searcher(kind, space, objectives, seed), objectives, seed).Run(Trials);
            Assert.Equal(Trials, sweep.History.Count);
            Assert.All(sweep.History, trial => Assert.True(space.Contains(trial.Assignment), $"seed {seed}: {trial.Assignment}"));
            Assert.True(sweep.History.DistinctBy(trial => trial.Assignment).Count() == Trials, $"seed {seed}: an assignment is repeated");
        }
    }

    [Theory, MemberData(nameof(Sweeps))]
    public void A_history_cut_anywhere_gives_the_same_next_trial_in_any_order(SearcherKind kind, int objectives, int seed)
    {
        var space = Mixed();
        var sweep = new SimulatedSweep(space, Searcher(kind, space, objectives, seed), objectives, seed).Run(Trials);
        foreach (var (history, suggestion) in sweep.Suggestions)
        {
            Assert.True(
                Equals(suggestion, Searcher(kind, Mixed(), objectives, seed).Next([.. history.Reverse()])),
                $"seed {seed}: another suggestion after {history.Count} trials");
        }
    }

    [Theory]
    [InlineData(SearcherKind.Grid)]
    [InlineData(SearcherKind.Random)]
    [InlineData(SearcherKind.Sobol)]
    [InlineData(SearcherKind.Tpe)]
    [InlineData(SearcherKind.GaussianProcess)]
    public void A_finite_space_is_searched_whole_and_then_exhausted(SearcherKind kind)
    {
        var space = new SearchSpace(
        [
            new ChoiceParameter("loss", ["l1", "l2"]),
            new IntegerParameter("layers", 1, 4),
            new ChoiceParameter("norm", ["a", "b", "c"]) { When = new Condition("loss", ["l2"]) },
        ]);
        var sweep = new SimulatedSweep(space, Searcher(kind, space, 1, 5), 1, 5).Run(100);
        Assert.Equal(16, sweep.History.Count);
        Assert.Equal(
            space.Grid(9).Select(assignment => assignment.ToString()).Order(),
            sweep.History.Select(trial => trial.Assignment.ToString()).Order());
        Assert.Null(sweep.Suggestions[^1].Suggestion);
    }

    [Fact]
    public void A_history_without_one_usable_trial_is_survived()
    {
        foreach (var kind in Enum.GetValues<SearcherKind>())
        {
            var space = Mixed();
            var searcher = Searcher(kind, space, 1, 6);
            var history = new List<Observation>();
            for (var number = 0; number < 12; number++)
                history.Add(new Observation(number, searcher.Next(history)!, TrialState.Failed, []));

            Assert.Equal(12, history.DistinctBy(trial => trial.Assignment).Count());
        }
    }

    [Fact]
    public void Trials_of_an_edited_file_that_lie_outside_the_space_are_survived()
    {
        foreach (var kind in Enum.GetValues<SearcherKind>())
        {
            var space = Mixed();
            Assignment Outside(int number) => new([new("lambda", "77"), new("removed", "1"), new("n", $"{number + 1}")]);

            var history = Enumerable.Range(0, 12)
                .Select(number => new Observation(number, Outside(number), TrialState.Completed, [number])).ToList();
            Assert.True(space.Contains(Searcher(kind, space, 1, 6).Next(history)!), $"{kind}");
        }
    }

    [Theory]
    [InlineData(SearcherKind.Tpe, 0.5)]
    [InlineData(SearcherKind.GaussianProcess, 0.02)]
    public void A_model_finds_the_bottom_of_a_bowl(SearcherKind kind, double bound)
    {
        var space = new SearchSpace([new RealParameter("x", -5, 5), new RealParameter("y", 0.001, 1, IsLog: true)]);
        var searcher = Searcher(kind, space, 1, 7);
        var history = new List<Observation>();
        for (var number = 0; number < 30; number++)
        {
            var assignment = searcher.Next(history)!;
            var loss = Math.Pow(assignment.Number("x") - 2, 2) + Math.Pow(Math.Log10(assignment.Number("y")) + 1, 2);
            history.Add(new Observation(number, assignment, TrialState.Completed, [loss]));
        }

        Assert.InRange(history.Min(trial => trial.Values[0]), 0, bound);
    }

    [Fact]
    public void A_trial_that_runs_keeps_the_model_away_from_its_neighbourhood()
    {
        var space = new SearchSpace([new RealParameter("x", 0, 1)]);
        var searcher = Searcher(SearcherKind.GaussianProcess, space, 1, 8);
        var history = Enumerable.Range(0, 8).Select(number => new Observation(
            number, Place(number / 7.0), TrialState.Completed, [Bowl(number / 7.0)])).ToList();
        var first = searcher.Next(history)!;
        var second = searcher.Next([.. history, new Observation(8, first, TrialState.Running, [])])!;
        Assert.InRange(first.Number("x"), 0.3, 0.42);
        Assert.True(Math.Abs(first.Number("x") - second.Number("x")) >= 0.0099, $"{first} and {second}");
    }

    [Fact]
    public void A_loss_that_falls_with_the_budget_is_not_taken_for_noise()
    {
        var space = new SearchSpace([new RealParameter("x", 0, 1)]);
        var history = Enumerable.Range(0, 24).Select(number => number % 2 == 0
            ? new Observation(number, Place(number / 23.0), TrialState.Completed, [Bowl(number / 23.0)], Budget: 100)
            : new Observation(number, Place(number / 23.0), TrialState.Stopped, [Bowl(number / 23.0) + 1], Budget: 10)).ToList();
        var model = new SurrogateModel(space, SimulatedSweep.Objectives(1), new TrialHistory(history, 1), seed: 9);
        Assert.InRange(model.Processes[0].Hyperparameters.Noise, 0, 0.01);
        Assert.InRange(model.Best(1)[0][0], 0.25, 0.47);
    }

    [Fact]
    public void A_history_of_many_trials_is_searched_by_its_best_and_newest()
    {
        var space = new SearchSpace([new RealParameter("x", 0, 1)]);
        var history = Enumerable.Range(0, 400).Select(number => new Observation(
            number, Place(number / 399.0), TrialState.Completed, [Bowl(number / 399.0)])).ToList();
        var next = Searcher(SearcherKind.GaussianProcess, space, 1, 10).Next(history)!;
        Assert.InRange(next.Number("x"), 0.3, 0.42);
    }

    [Theory]
    [InlineData(SearcherKind.Automatic, 4, SearcherKind.Sobol)]
    [InlineData(SearcherKind.Automatic, 5, SearcherKind.GaussianProcess)]
    [InlineData(SearcherKind.Automatic, null, SearcherKind.GaussianProcess)]
    [InlineData(SearcherKind.Tpe, 4, SearcherKind.Tpe)]
    public void More_than_four_trials_are_worth_a_model(SearcherKind asked, int? trials, SearcherKind expected) =>
        Assert.Equal(expected, SearcherFactory.Resolve(asked, trials));

    [Theory]
    [InlineData(5, 3)]
    [InlineData(10, 5)]
    [InlineData(64, 8)]
    [InlineData(null, 8)]
    public void At_most_half_of_the_trials_are_without_a_model(int? trials, int expected) =>
        Assert.Equal(expected, GaussianProcessOptions.For(trials).StartupTrials);

    private static double Bowl(double x) => Math.Pow(x - 0.36, 2);

    private static Assignment Place(double x) => new([new("x", CanonicalText.Of(x))]);

    private static ISearcher Searcher(SearcherKind kind, SearchSpace space, int objectives, int seed) =>
        SearcherFactory.Create(kind, space, SimulatedSweep.Objectives(objectives), seed);

    private static SearchSpace Mixed() => new(
    [
        new RealParameter("lambda", 0.01, 10, IsLog: true),
        new ChoiceParameter("loss", ["l1", "l2", "huber"]),
        new RealParameter("delta", 0, 1) { When = new Condition("loss", ["huber", "l2"]) },
        new IntegerParameter("n", 1, 64, IsLog: true),
        ChoiceParameter.OfNumbers("margin", [0.1, 0.5, 1]),
    ]);

    private static SearchSpace Ranges() =>
        new(Enumerable.Range(0, 3).Select(i => new RealParameter($"x{i}", -1, 1)));
}
