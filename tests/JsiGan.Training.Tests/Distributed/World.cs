using JsiGan.Collectives;
using JsiGan.Collectives.Distributed;
using JsiGan.Collectives.Mesh;

namespace JsiGan.Training.Tests.Distributed;

/// <summary>All ranks of a collective in this process.</summary>
internal sealed class World : IDisposable
{
    private readonly ICollective[] _ranks;

    private World(ICollective[] ranks) => _ranks = ranks;

    public ICollective this[int rank] => _ranks[rank];

    public static World Connect(int size)
    {
        var meetings = Enumerable.Range(0, size).Select(_ => Rendezvous.Open()).ToList();
        var blobs = meetings.Select(meeting => meeting.Blob).ToList();
        var options = new CollectiveOptions { ConnectTimeout = TimeSpan.FromMinutes(1) };
        return new World(Task.WhenAll(meetings
            .Select((meeting, rank) => Collective.ConnectAsync(meeting, rank, blobs, options))).GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        // Side by side, as processes would: a leave waits for the others to have taken in the last operation.
        Parallel.ForEach(_ranks, new ParallelOptions { MaxDegreeOfParallelism = _ranks.Length }, rank => rank.Dispose());
    }
}
