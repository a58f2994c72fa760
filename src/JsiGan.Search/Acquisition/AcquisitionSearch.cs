using JsiGan.Search.Sequences;
using JsiGan.Search.Spaces;

namespace JsiGan.Search.Acquisition;

/// <summary>
/// Maximises an acquisition over a space, discrete and conditional parameters included: scrambled Sobol points and neighbours of the best
/// trials, then a local search from the best of them with steps that shrink.
/// </summary>
public sealed class AcquisitionSearch(SearchSpace space, Func<double[], double> score, long seed)
{
    private const int GlobalPoints = 256;
    private const int NeighboursPerTrial = 12;
    private const int Climbers = 3;
    private const int Rounds = 12;
    private const int StepsPerRound = 8;
    private const double FirstStep = 0.1;
    private const double Shrink = 0.66;

    private readonly SeededRandom _random = new(seed, 1);

    /// <summary>Everything evaluated, best first; equal scores in order of evaluation.</summary>
    /// <param name="incumbents">Points of the best trials.</param>
    public IReadOnlyList<Candidate> Run(IReadOnlyList<double[]> incumbents)
    {
        var found = new List<Candidate>();
        var sobol = new SobolSequence(space.Dimensions, seed);
        for (var i = 0u; i < GlobalPoints; i++)
            found.Add(Evaluate(sobol.Point(i)));

        foreach (var incumbent in incumbents)
        {
            for (var i = 0; i < NeighboursPerTrial; i++)
                found.Add(Evaluate(Neighbour(incumbent, FirstStep * Math.Pow(0.5, i % 6))));
        }

        foreach (var start in found.OrderByDescending(candidate => candidate.Score).Take(Climbers).ToList())
            Climb(start, found);

        return [.. found.OrderByDescending(candidate => candidate.Score)];
    }

    private void Climb(Candidate best, List<Candidate> found)
    {
        var step = FirstStep;
        for (var round = 0; round < Rounds; round++, step *= Shrink)
        {
            for (var i = 0; i < StepsPerRound; i++)
            {
                var next = Evaluate(Neighbour(best.Point, step));
                found.Add(next);
                if (next.Score > best.Score)
                    best = next;
            }
        }
    }

    private Candidate Evaluate(double[] point)
    {
        space.Snap(point);
        return new Candidate(point, score(point));
    }

    /// <summary>Moves one or more coordinates by a normal step, reflected at the bounds; words and inactive ones are drawn anew.</summary>
    private double[] Neighbour(double[] point, double step)
    {
        var next = (double[])point.Clone();
        var certain = _random.Below(point.Length);
        for (var i = 0; i < next.Length; i++)
        {
            // A step along all axes rarely gains, and one to another word is a large one.
            var isWord = !space.Parameters[i].IsOrdered;
            if (i != certain && _random.NextDouble() < (isWord ? 0.8 : 0.5))
                continue;

            next[i] = double.IsNaN(next[i]) || isWord ? _random.NextDouble() : Move(space.Parameters[i], next[i], step);
        }

        for (var i = 0; i < next.Length; i++)
        {
            if (double.IsNaN(next[i]))
                next[i] = _random.NextDouble();
        }

        return next;
    }

    private double Move(Parameter parameter, double coordinate, double step)
    {
        // A step within the cell of a discrete value would change nothing.
        var (low, high) = parameter.Cell(coordinate);
        var moved = coordinate + (Math.Max(step, high - low) * _random.NextNormal());
        return Math.Clamp(moved < 0 ? -moved : moved > 1 ? 2 - moved : moved, 0, 1);
    }
}
