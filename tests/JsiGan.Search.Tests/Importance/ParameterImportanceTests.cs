using JsiGan.Search.Importance;
using JsiGan.Search.Searchers;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Tests.Importance;

public sealed class ParameterImportanceTests
{
    private static readonly Objective[] Objectives = [new("loss", Goal.Minimise)];

    private static readonly SearchSpace Space = new(
    [
        new RealParameter("x", 0, 1), new RealParameter("idle", 0, 1), new ChoiceParameter("kind", ["a", "b", "c"]),
    ]);

    [Fact]
    public void Shares_follow_the_variance_that_a_parameter_causes_and_sum_to_one()
    {
        // Variances: of 3 x it is 9 / 12, of the kind's 0, 0 and 1 it is 2 / 9.
        var shares = ParameterImportance.Of(
            Space, Objectives, 0, History(60, assignment => (3 * assignment.Number("x")) + (assignment["kind"] == "c" ? 1 : 0)), seed: 1);
        Assert.Equal(["x", "idle", "kind"], shares.Select(share => share.Key));
        Assert.Equal(1, shares.Sum(share => share.Share), 1e-9);
        Assert.Equal(0.75 / (0.75 + (2 / 9.0)), shares[0].Share, 0.1);
        Assert.InRange(shares[1].Share, 0, 0.05);
    }

    [Fact]
    public void Without_anything_to_learn_from_all_shares_are_equal()
    {
        foreach (var history in (List<Observation>[])[[], History(2, _ => 1), History(20, _ => 1), History(20, _ => double.NaN)])
        {
            var shares = ParameterImportance.Of(Space, Objectives, 0, history, seed: 1);
            Assert.All(shares, share => Assert.Equal(1 / 3.0, share.Share, 1e-9));
        }
    }

    private static List<Observation> History(int trials, Func<Assignment, double> loss)
    {
        var searcher = new SobolSearcher(Space, seed: 2);
        var history = new List<Observation>();
        for (var number = 0; number < trials; number++)
        {
            var assignment = searcher.Next(history)!;
            history.Add(new Observation(number, assignment, TrialState.Completed, [loss(assignment)]));
        }

        return history;
    }
}
