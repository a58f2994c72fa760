using JsiGan.Protocol.Runs;

namespace JsiGan.Cluster.Tests.Fakes;

/// <summary>A run's store in memory, whose operations can be made to fail.</summary>
internal sealed class MemoryRunStore : IRunStore
{
    private readonly Lock _gate = new();
    private readonly List<(GenerationId Generation, CommitPoint First)> _entries = [];
    private long _fencingToken;

    /// <summary>Called when a generation is written: throw to fail the write.</summary>
    public Action Opening { get; set; } = () => { };

    /// <summary>Called when a coordinator recovers: throw to fail that.</summary>
    public Action TakingOver { get; set; } = () => { };

    public CommitPoint Stored { get; set; } = CommitPoint.Start;

    public Journal<string> Journal { get; } = new();

    public Task<RunRecord> TakeOverAsync()
    {
        TakingOver();
        lock (_gate)
        {
            Journal.Add($"taken over by {++_fencingToken}");
            var ledger = new SampleLedger();
            foreach (var (generation, first) in _entries)
                ledger.Open(generation, first);
            return Task.FromResult(new RunRecord(_fencingToken, ledger, Stored));
        }
    }

    public Task<LedgerAnswer> OpenGenerationAsync(
        long fencingToken, GenerationId generation, CommitPoint first, IReadOnlyList<string> roster)
    {
        Opening();
        lock (_gate)
        {
            if (fencingToken != _fencingToken)
                return Task.FromResult(new LedgerAnswer(Fenced: true, null));
            if (Stored.CompareTo(first) > 0)
                return Task.FromResult(new LedgerAnswer(Fenced: false, Stored));
            _entries.Add((generation, first));
            Journal.Add($"generation {generation.Number} of {fencingToken} from {first}: {string.Join(' ', roster)}.");
            return Task.FromResult(LedgerAnswer.Written);
        }
    }

    public Task EndAsync(long fencingToken, bool finished, string reason)
    {
        Journal.Add($"end, finished {finished}: {reason}");
        return Task.CompletedTask;
    }
}
