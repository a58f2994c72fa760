using JsiGan.Search.Searchers;
using JsiGan.Search.Sequences;
using JsiGan.Search.Spaces;
using JsiGan.Search.Trials;

namespace JsiGan.Search.Tests.Searchers;

/// <summary>A sweep whose trials run several at once, end out of order, fail, diverge and stop early, all by a seed.</summary>
internal sealed class SimulatedSweep(SearchSpace space, ISearcher searcher, int objectives, int seed)
{
    private const int MostRunning = 3;

    private readonly SeededRandom _random = new(seed, 0);

    public List<Observation> History { get; } = [];

    /// <summary>The history at the time of each suggestion, and what was suggested.</summary>
    public List<(IReadOnlyList<Observation> History, Assignment? Suggestion)> Suggestions { get; } = [];

    public static IReadOnlyList<Objective> Objectives(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Objective($"objective {i}", i % 2 == 0 ? Goal.Minimise : Goal.Maximise))];

    public SimulatedSweep Run(int trials)
    {
        while (History.Count < trials)
        {
            IReadOnlyList<Observation> before = [.. History];
            var suggestion = searcher.Next(before);
            Suggestions.Add((before, suggestion));
            if (suggestion is null)
                break;

            History.Add(new Observation(History.Count, suggestion, TrialState.Running, []));
            while (History.Count(trial => trial.State == TrialState.Running) > _random.Below(MostRunning))
                End();
        }

        return this;
    }

    private void End()
    {
        int[] running = [.. History.Index().Where(trial => trial.Item.State == TrialState.Running).Select(trial => trial.Index)];
        var index = running[_random.Below(running.Length)];
        var measured = Enumerable.Range(0, objectives).Select(i => Measure(History[index].Assignment, i)).ToArray();
        History[index] = _random.Below(10) switch
        {
            0 => History[index] with { State = TrialState.Failed },
            1 => History[index] with { State = TrialState.Completed, Values = [.. measured.Select(_ => double.NaN)] },
            2 => History[index] with { State = TrialState.Completed, Values = [.. measured.Select(_ => double.PositiveInfinity)] },
            3 or 4 => History[index] with { State = TrialState.Stopped, Values = measured, Budget = 3 },
            _ => History[index] with { State = TrialState.Completed, Values = measured, Budget = 9 },
        };
    }

    private double Measure(Assignment assignment, int objective)
    {
        var point = space.PointOf(assignment);
        return point.Index().Sum(x => double.IsNaN(x.Item) ? 0 : Math.Pow(x.Item - ((x.Index + objective) % 3 * 0.4), 2))
            + (0.01 * _random.NextNormal());
    }
}
