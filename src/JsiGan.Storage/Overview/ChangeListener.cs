using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace JsiGan.Storage.Overview;

/// <summary>A change of a run that has been committed.</summary>
/// <param name="What">run, metrics, events, generations, checkpoints or images.</param>
public sealed record RunChange(long Run, string What);

/// <summary>Changes of all runs, as PostgreSQL announces them (migration 6).</summary>
public sealed class ChangeListener(Database database)
{
    private const string Channel = "jsigan_changes";

    /// <summary>Changes from now on. Ends with an exception when the connection breaks: changes may have been missed then.</summary>
    /// <param name="listening">Called once changes can no longer be missed.</param>
    /// <exception cref="FailureException">The database does not answer.</exception>
    public async IAsyncEnumerable<RunChange> ListenAsync(Action listening, [EnumeratorCancellation] CancellationToken token)
    {
        await using var connection = await database.GuardAsync(
            "Listening for changes", () => database.ConnectAloneAsync("jsigan page", token));
        var heard = System.Threading.Channels.Channel.CreateUnbounded<RunChange>(new UnboundedChannelOptions { SingleReader = true });
        connection.Notification += (_, notice) =>
        {
            if (Parse(notice.Payload) is { } change)
                heard.Writer.TryWrite(change);
        };
        await database.GuardAsync("Listening for changes", () => connection.Command($"LISTEN {Channel}").RunAsync(token));
        listening();
        while (true)
        {
            while (heard.Reader.TryRead(out var change))
                yield return change;

            await database.GuardAsync("Listening for changes", () => connection.WaitAsync(token));
        }
    }

    private static RunChange? Parse(string payload) =>
        payload.Split(' ') is [var run, var what] && long.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new RunChange(id, what)
            : null;
}
