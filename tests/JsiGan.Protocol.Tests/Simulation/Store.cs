using JsiGan.Protocol.Runs;

namespace JsiGan.Protocol.Tests.Simulation;

/// <summary>One applied update and the generation that applied it; a list of them is what weights are made of.</summary>
internal sealed record Update(int Index, GenerationId Generation);

/// <summary>What the database keeps: the fencing token, the ledger and the newest checkpoint.</summary>
internal sealed class Store
{
    public SampleLedger Ledger { get; } = new();

    public List<(GenerationId Generation, CommitPoint First)> Written { get; } = [];

    public long Token { get; private set; }

    public IReadOnlyList<Update> Checkpoint { get; private set; } = [];

    /// <summary>The ledger as a new coordinator reads it.</summary>
    public SampleLedger ReadLedger()
    {
        var ledger = new SampleLedger();
        foreach (var (generation, first) in Written)
            ledger.Open(generation, first);
        return ledger;
    }

    public long TakeOver() => ++Token;

    /// <summary>Writes a generation unless a later coordinator has taken over or there is a checkpoint beyond its start.</summary>
    public (bool Written, bool Fenced) Open(long token, GenerationId generation, CommitPoint first)
    {
        if (token != Token)
            return (false, true);
        if (Plan.PointAfter(Checkpoint.Count).CompareTo(first) > 0)
            return (false, false);
        Ledger.Open(generation, first);
        Written.Add((generation, first));
        return (true, false);
    }

    /// <summary>Keeps a checkpoint of weights that the newest generation of the ledger agreed on; of others it keeps none.</summary>
    public bool Save(GenerationId generation, IReadOnlyList<Update> weights)
    {
        if (generation != Ledger.Last || weights.Count <= Checkpoint.Count)
            return false;
        Checkpoint = [.. weights];
        return true;
    }
}
