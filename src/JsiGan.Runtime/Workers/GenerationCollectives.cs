using JsiGan.Collectives;
using JsiGan.Collectives.Distributed;
using JsiGan.Protocol.Runs;

namespace JsiGan.Runtime.Workers;

/// <summary>
/// The collectives of a generation: one for data that the passes wait for, and one for the gradients, which would otherwise delay the
/// statistics of the next discriminator.
/// </summary>
public sealed class GenerationCollectives : IDisposable
{
    private GenerationCollectives(ICollective sums, ICollective gradients) => (Sums, Gradients) = (sums, gradients);

    public ICollective Sums { get; }

    public ICollective Gradients { get; }

    /// <summary>Completes with the first failure of either, even while both are idle.</summary>
    public async Task<string> BrokenAsync()
    {
        var first = await Task.WhenAny(Sums.Broken, Gradients.Broken).ConfigureAwait(false);
        return (await first.ConfigureAwait(false)).Message;
    }

    /// <summary>Connects to all others of the roster. Always consumes the rendezvous.</summary>
    /// <param name="rendezvous">This worker's rendezvous; null for a worker that is alone in its run.</param>
    /// <param name="roster">All workers of the generation; one alone needs no connection.</param>
    /// <param name="rank">This worker's place in the roster.</param>
    /// <param name="options">How workers are connected.</param>
    /// <param name="token">Cancelled when a later generation forms.</param>
    /// <exception cref="CollectiveException">A worker cannot be reached or did not come in time.</exception>
    /// <exception cref="OperationCanceledException">A later generation forms.</exception>
    public static async Task<GenerationCollectives> ConnectAsync(
        GenerationRendezvous? rendezvous, IReadOnlyList<RosterEntry> roster, int rank, CollectiveOptions options, CancellationToken token)
    {
        if (roster.Count == 1)
        {
            rendezvous?.Dispose();
            return new GenerationCollectives(new LocalCollective(), new LocalCollective());
        }

        var blobs = roster.Select(entry => GenerationRendezvous.Split(entry.Rendezvous)).ToList();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token);
        var own = rendezvous ?? throw new ArgumentNullException(nameof(rendezvous), "A worker with peers needs a rendezvous.");
        var sums = Collective.ConnectAsync(own.Sums, rank, [.. blobs.Select(blob => blob.Sums)], options, either.Token);
        var gradients = Collective.ConnectAsync(
            own.Gradients, rank, [.. blobs.Select(blob => blob.Gradients)], options, either.Token);
        try
        {
            await Task.WhenAll(sums, gradients).ConfigureAwait(false);
            return new GenerationCollectives(await sums.ConfigureAwait(false), await gradients.ConfigureAwait(false));
        }
        catch
        {
            await either.CancelAsync().ConfigureAwait(false);
            await LeaveAsync(sums).ConfigureAwait(false);
            await LeaveAsync(gradients).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Cancels the waits of all workers in this generation. Callable from any thread, repeatedly.</summary>
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

    // One connected while the other failed; that failure is reported.
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
