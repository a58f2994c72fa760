using JsiGan.Collectives.Distributed;
using JsiGan.Collectives.Mesh;

namespace JsiGan.Collectives.Tests;

/// <summary>All ranks of a group in this process, a thread each where they wait for one another.</summary>
internal sealed class World : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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
        return new World(await Task.WhenAll(connecting).WaitAsync(Patience));
    }

    /// <summary>Runs the same on every rank at once, and waits.</summary>
    public Task EachAsync(Action<ICollective> action) =>
        Task.WhenAll(Ranks.Select(rank => Task.Factory.StartNew(() => action(rank), TaskCreationOptions.LongRunning))).WaitAsync(Patience);

    public void Dispose()
    {
        // Side by side, as processes would: a leave waits for the others to have taken in the last operation.
        Parallel.ForEach(Ranks, new ParallelOptions { MaxDegreeOfParallelism = Ranks.Count }, rank => rank.Dispose());
    }
}
