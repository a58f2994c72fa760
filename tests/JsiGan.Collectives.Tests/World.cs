using JsiGan.Collectives.Distributed;
using JsiGan.Collectives.Mesh;

namespace JsiGan.Collectives.Tests;

/// <summary>All ranks of a group in this process, each on a thread when they block.</summary>
internal sealed class World : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private World(ICollective[] ranks) => Ranks = ranks;

    public IReadOnlyList<ICollective> Ranks { get; }

    public ICollective this[int rank] => Ranks[rank];

    public static Operation Operation(string name = "test", long step = 0) => new(name, step, TimeSpan.FromSeconds(30));

    public static async Task<World> ConnectAsync(int size, Transport transport)
    {
        var meetings = Enumerable.Range(0, size).Select(_ => Rendezvous.Open()).ToList();
        var blobs = meetings.Select(meeting => meeting.Blob).ToList();
        var options = new CollectiveOptions { Transport = transport };
        var connecting = meetings.Select((meeting, rank) => Collective.ConnectAsync(meeting, rank, blobs, options));
        return new World(await Task.WhenAll(connecting).WaitAsync(Timeout));
    }

    /// <summary>Runs the action on all ranks concurrently, and waits.</summary>
    public Task EachAsync(Action<ICollective> action) =>
        Task.WhenAll(Ranks.Select(rank => Task.Factory.StartNew(() => action(rank), TaskCreationOptions.LongRunning))).WaitAsync(Timeout);

    public void Dispose()
    {
        // Concurrently, as processes would: a leave waits until the others have completed the last operation.
        Parallel.ForEach(Ranks, new ParallelOptions { MaxDegreeOfParallelism = Ranks.Count }, rank => rank.Dispose());
    }
}
