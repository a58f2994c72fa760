namespace JsiGan.Protocol.Runs;

/// <summary>
/// Which generation trained which steps: consecutive ranges without gap or overlap. It is the history of the weights that exist: updates
/// that were lost with their only holder are removed when a later generation starts before them.
/// </summary>
public sealed class SampleLedger
{
    private readonly List<(GenerationId Generation, CommitPoint First)> _entries = [];

    /// <summary>The last generation; <see cref="GenerationId.None"/> if there is none yet.</summary>
    public GenerationId Last => _entries.Count == 0 ? GenerationId.None : _entries[^1].Generation;

    /// <summary>
    /// The ranges in order; the last one is open and reaches to <paramref name="steps"/>, the steps done so far (exclusive).
    /// </summary>
    public IReadOnlyList<(GenerationId Generation, long First, long End)> Ranges(long steps)
    {
        var ranges = new List<(GenerationId, long, long)>();
        for (var i = 0; i < _entries.Count; i++)
        {
            var end = i + 1 < _entries.Count ? _entries[i + 1].First.Step : steps;
            if (end > _entries[i].First.Step)
                ranges.Add((_entries[i].Generation, _entries[i].First.Step, end));
        }
        return ranges;
    }

    /// <summary>Assigns the steps from <paramref name="first"/> on to <paramref name="generation"/>.</summary>
    /// <exception cref="ArgumentException">The generation is not later than the last one: an old coordinator is writing.</exception>
    public void Open(GenerationId generation, CommitPoint first)
    {
        if (generation <= Last)
            throw new ArgumentException($"Generation {generation} is not later than {Last}, the ledger's last.");
        _entries.RemoveAll(e => e.First.CompareTo(first) > 0);
        _entries.Add((generation, first));
    }

    /// <summary>Whether the weights are part of the history, and not of an abandoned branch.</summary>
    public bool Holds(WeightsVersion weights)
    {
        var i = _entries.FindIndex(e => e.Generation == weights.Generation);
        return i >= 0 && (i == _entries.Count - 1 || weights.Point.CompareTo(_entries[i + 1].First) <= 0);
    }
}
