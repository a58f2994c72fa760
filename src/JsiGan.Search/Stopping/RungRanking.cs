using JsiGan.Search.Pareto;

namespace JsiGan.Search.Stopping;

/// <summary>The order of the trials that reached one rung.</summary>
internal sealed class RungRanking
{
    private readonly Dictionary<int, int> _places = [];
    private readonly HashSet<int> _diverged = [];

    /// <param name="results">Trial, losses.</param>
    public RungRanking(IReadOnlyList<(int Trial, double[] Losses)> results)
    {
        var finite = results.Where(result => Array.TrueForAll(result.Losses, double.IsFinite)).ToList();
        _diverged = [.. results.Where(result => !Array.TrueForAll(result.Losses, double.IsFinite)).Select(result => result.Trial)];
        var keys = LossOrder.Keys([.. finite.Select(result => result.Losses)]);
        var ordered = finite.Index().OrderBy(result => keys[result.Index]).ThenBy(result => result.Item.Trial).ToList();
        BestFirst = [.. ordered.Select(result => result.Item.Trial)];
        Count = results.Count;
        for (var i = 0; i < ordered.Count; i++)
        {
            // Equal trials share the better place.
            var ties = i > 0 && keys[ordered[i].Index].CompareTo(keys[ordered[i - 1].Index]) == 0;
            _places[ordered[i].Item.Trial] = ties ? _places[ordered[i - 1].Item.Trial] : i;
        }
    }

    public int Count { get; }

    /// <summary>Trials with finite losses, best first; equal ones by number.</summary>
    public IReadOnlyList<int> BestFirst { get; }

    public bool IsDiverged(int trial) => _diverged.Contains(trial);

    /// <summary>How many trials are better.</summary>
    public int Place(int trial) => _places[trial];
}
