using JsiGan.Protocol.Runs;

namespace JsiGan.Cluster.Tests.Fakes;

/// <summary>A run's store in memory, whose next answers can be turned into faults.</summary>
internal sealed class MemoryRunStore : IRunStore
{
    private readonly Lock _gate = new();
    private readonly List<(GenerationId Generation, CommitPoint First)> _entries = [];
    private long _coordinator;

    /// <summary>Takes part in the next writes: throw to fail them.</summary>
    public Action Opening { get; set; } = () => { };

    public Action TakingOver { get; set; } = () => { };

    public CommitPoint Stored { get; set; } = CommitPoint.Start;

    public Journal Journal { get; } = new();

    public Task<RunRecord> TakeOverAsync()
    {
        TakingOver();
        lock (_gate)
        {
            Journal.Add($"taken over by {++_coordinator}");
            var ledger = new SampleLedger();
            foreach (var (generation, first) in _entries)
                ledger.Open(generation, first);
            return Task.FromResult(new RunRecord(_coordinator, ledger, Stored));
        }
    }

    public Task<LedgerAnswer> OpenGenerationAsync(
        long coordinator, GenerationId generation, CommitPoint first, IReadOnlyList<string> roster)
    {
        Opening();
        lock (_gate)
        {
            if (coordinator != _coordinator)
                return Task.FromResult(new LedgerAnswer(Fenced: true, null));
            if (Stored.CompareTo(first) > 0)
                return Task.FromResult(new LedgerAnswer(Fenced: false, Stored));
            _entries.Add((generation, first));
            Journal.Add($"generation {generation.Number} of {coordinator} from {first}: {string.Join(' ', roster)}.");
            return Task.FromResult(LedgerAnswer.Written);
        }
    }

    public Task EndAsync(long coordinator, bool finished, string reason)
    {
        Journal.Add($"end, finished {finished}: {reason}");
        return Task.CompletedTask;
    }
}
