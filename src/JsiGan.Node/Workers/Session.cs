using JsiGan.Collectives;
using JsiGan.Protocol.Runs;

namespace JsiGan.Node.Workers;

/// <summary>
/// A generation as its training thread sees it: one collective for what the passes need at once, a second one for the gradients, which
/// would otherwise hold up the statistics of the next discriminator.
/// </summary>
public sealed class Session : IDisposable
{
    private Session(ICollective sums, ICollective gradients) => (Sums, Gradients) = (sums, gradients);

    public ICollective Sums { get; }

    public ICollective Gradients { get; }

    /// <summary>Completes with the first fault of either, even while nothing is asked of them.</summary>
    public async Task<string> BrokenAsync()
    {
        var first = await Task.WhenAny(Sums.Broken, Gradients.Broken).ConfigureAwait(false);
        return (await first.ConfigureAwait(false)).Message;
    }

    /// <summary>Connects to all others of the roster. Takes over the meeting, whatever comes of it.</summary>
    /// <exception cref="CollectiveException">A worker cannot be reached or did not come in time.</exception>
    /// <exception cref="OperationCanceledException">A later generation forms.</exception>
    public static async Task<Session> ConnectAsync(
        Meeting meeting, IReadOnlyList<Seat> roster, int rank, CollectiveOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        ArgumentNullException.ThrowIfNull(roster);
        var blobs = roster.Select(seat => Meeting.Split(seat.Rendezvous)).ToList();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token);
        var sums = Collective.ConnectAsync(meeting.Sums, rank, [.. blobs.Select(blob => blob.Sums)], options, either.Token);
        var gradients = Collective.ConnectAsync(meeting.Gradients, rank, [.. blobs.Select(blob => blob.Gradients)], options, either.Token);
        try
        {
            await Task.WhenAll(sums, gradients).ConfigureAwait(false);
            return new Session(await sums.ConfigureAwait(false), await gradients.ConfigureAwait(false));
        }
        catch
        {
            await either.CancelAsync().ConfigureAwait(false);
            await LeaveAsync(sums).ConfigureAwait(false);
            await LeaveAsync(gradients).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends what any worker waits for in this generation. May come from any thread, more than once.</summary>
    public void Abort(string reason)
    {
        Sums.Abort(reason);
        Gradients.Abort(reason);
    }

    public void Dispose()
    {
        Sums.Dispose();
        Gradients.Dispose();
    }

    // One that has connected while the other failed; the fault is told already.
    private static async Task LeaveAsync(Task<ICollective> connecting)
    {
        await ((Task)connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connecting.IsCompletedSuccessfully)
        {
            var connected = await connecting.ConfigureAwait(false);
            connected.Abort("the other collective of the generation could not be connected");
            connected.Dispose();
        }
    }
}
