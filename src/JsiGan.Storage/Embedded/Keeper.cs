namespace JsiGan.Storage.Embedded;

/// <summary>
/// Stops the server when nobody uses it any more. A process's lease is a lock that the kernel gives back however the process ends, so a
/// small shell that waits for the exclusive lock is enough: it sees a clean end and a kill -9 alike.
/// </summary>
internal static class Keeper
{
    // Descriptor 8 is closed before 9 when the shell's last program ends: the next keeper is not refused while this one still holds leases.
    private const string Script =
        """
        exec 8>>"$1"; flock -n 8 || exit 0
        exec 9<"$2"; flock -x 9
        exec "$3" stop -D "$4" -m fast -t 60
        """;

    /// <summary>Starts a keeper unless one is there.</summary>
    public static Task StartAsync(ServerFolder folder, ServerPrograms programs, ServerCommand command) =>
        command.RunAsync("Starting the database's keeper", "setsid", "-f", "sh", "-c", $"exec </dev/null >/dev/null 2>&1\n{Script}",
            "jsigan-keeper", folder.KeeperLock, folder.Leases, programs.Ctl, folder.Data);
}
