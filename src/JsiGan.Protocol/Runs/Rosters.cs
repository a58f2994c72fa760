namespace JsiGan.Protocol.Runs;

/// <summary>Forms the roster of a generation.</summary>
internal static class Rosters
{
    /// <summary>
    /// Survivors keep their order, newcomers follow by name. The source is the first of the furthest workers whose weights belong to the
    /// ledger's history. If none has come as far as the stored checkpoint, rank 0 restores that checkpoint.
    /// </summary>
    public static Connect Form(
        GenerationId generation, IEnumerable<Member> answered, IReadOnlyList<string> previous, SampleLedger ledger, CommitPoint stored)
    {
        var members = answered.OrderBy(m => IndexOf(previous, m.Worker)).ThenBy(m => m.Worker, StringComparer.Ordinal).ToList();
        var roster = members.Select(m => new RosterEntry(m.Worker, m.Request.Host, m.Answer!.Rendezvous)).ToList();
        var points = members.Select(m => m.Answer!.Weights is { } weights && ledger.Holds(weights) ? weights.Point : null).ToList();
        var furthest = points.Max();
        if (furthest is null || furthest.CompareTo(stored) < 0)
            return new Connect(generation, roster, Source: 0, stored, Restore: true);
        return new Connect(generation, roster, points.IndexOf(furthest), furthest, Restore: false);
    }

    private static int IndexOf(IReadOnlyList<string> previous, string worker)
    {
        for (var i = 0; i < previous.Count; i++)
        {
            if (previous[i] == worker)
                return i;
        }
        return int.MaxValue;
    }
}
