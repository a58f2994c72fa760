using JsiGan.Search.Searchers;
using JsiGan.Search.Sequences;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Importance;

/// <summary>
/// Importance of parameters: total-effect indices (Homma and Saltelli 1996) of the Gaussian process fitted to the trials, normalised. The
/// index of parameter i is E[Var(f | all others)] / Var(f), by Jansen's estimator (1999), 1/2 mean((f(a) - f(a with b_i))^2), over
/// quasi-random points a and b of the whole space.
/// </summary>
/// <remarks>
/// Length scales alone would say how fast the function varies, not how much, and cannot be compared between lists and ranges. A total
/// effect counts interactions, as fANOVA does, and treats a list, with all its features, as one parameter.
/// </remarks>
public static class ParameterImportance
{
    private const int Points = 256;
    private const int LeastTrials = 3;

    /// <summary>A share a parameter, in the order of the space; equal shares if too little was measured or nothing varies.</summary>
    /// <param name="space">The space.</param>
    /// <param name="objectives">All objectives of the sweep.</param>
    /// <param name="objective">Index of the one in question.</param>
    /// <param name="history">The trials.</param>
    /// <param name="seed">Seed of the points.</param>
    public static IReadOnlyList<ParameterShare> Of(
        SearchSpace space, IReadOnlyList<Objective> objectives, int objective, IReadOnlyList<Observation> history, long seed)
    {
        var trials = new TrialHistory(history, objectives.Count);
        var effects = trials.Measured.Count < LeastTrials
            ? new double[space.Dimensions]
            : Effects(space, new SurrogateModel(space, objectives, trials, seed), objective, seed);
        var sum = effects.Sum();
        return
        [
            .. space.Parameters.Zip(effects, (parameter, effect) =>
                new ParameterShare(parameter.Key, sum > 0 ? effect / sum : 1.0 / effects.Length)),
        ];
    }

    private static double[] Effects(SearchSpace space, SurrogateModel model, int objective, long seed)
    {
        double Value(double[] coordinates)
        {
            space.Snap(coordinates);
            return model.Processes[objective].Mean(model.Features(coordinates));
        }

        var (d, effects) = (space.Dimensions, new double[space.Dimensions]);
        var sequence = new SobolSequence(2 * d, seed);
        for (var index = 0u; index < Points; index++)
        {
            var both = sequence.Point(index);
            var value = Value(both[..d]);
            for (var i = 0; i < d; i++)
            {
                var changed = both[..d];
                changed[i] = both[d + i];
                var difference = value - Value(changed);
                effects[i] += difference * difference / (2 * Points);
            }
        }

        return effects;
    }
}
