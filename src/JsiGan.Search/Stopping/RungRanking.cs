using JsiGan.Search.Pareto;

namespace JsiGan.Search.Stopping;

/// <summary>The order of the trials that reached one rung.</summary>
internal sealed class RungRanking
{
    private readonly Dictionary<int, int> _places;

    /// <param name="results">Losses by trial, in the order of the trials.</param>
    public RungRanking(IReadOnlyCollection<(int Trial, double[] Losses)> results)
    {
        Count = results.Count;
        var finite = results.Where(result => Array.TrueForAll(result.Losses, double.IsFinite)).ToArray();
        var order = new LossOrder(Array.ConvertAll(finite, result => result.Losses));
        BestFirst = [.. order.BestFirst.Select(index => finite[index].Trial)];
        _places = new Dictionary<int, int>(finite.Length);
        for (var i = 0; i < finite.Length; i++)
            _places[finite[i].Trial] = order.Places[i];
    }

    public int Count { get; }

    /// <summary>Trials with finite losses, best first; equal ones by number.</summary>
    public IReadOnlyList<int> BestFirst { get; }

    /// <summary>Whether a trial that reached the rung has a loss that is not finite.</summary>
    public bool IsDiverged(int trial) => !_places.ContainsKey(trial);

    /// <summary>How many trials are better.</summary>
    public int Place(int trial) => _places[trial];
}
