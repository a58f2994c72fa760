using JsiGan.Cluster.Hosting;
using JsiGan.Storage.Runs;

namespace JsiGan.Runtime.Database;

/// <summary>
/// One cluster per run: a coordinator announces itself in the database, and is refused if one of another cluster is there.
/// </summary>
internal static class CoordinatorAdmission
{
    // The announcement of a dead host's coordinator lasts for some seconds.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Announces the node's coordinator until the result is disposed.</summary>
    /// <exception cref="UsageException">A coordinator of another cluster trains the run.</exception>
    public static async Task<IAsyncDisposable> AskAsync(Storage.Database database, Run run, ClusterNode node, TimeProvider time)
    {
        var presence = await CoordinatorPresence.AnnounceAsync(database, run.Id, node.HostAndPort);
        try
        {
            for (var start = time.GetTimestamp(); ; await Task.Delay(PollInterval, time))
            {
                if ((await presence.EarlierAsync()).Except(node.Members).FirstOrDefault() is not { } other)
                    return presence;

                if (time.GetElapsedTime(start) > Timeout)
                {
                    throw new UsageException(
                        $"The run {run} has a coordinator at {other}, which does not belong to the cluster of this one "
                        + $"({node.HostAndPort}): join that one by --seeds {other}, or end it first.");
                }
            }
        }
        catch
        {
            await presence.DisposeAsync();
            throw;
        }
    }
}
