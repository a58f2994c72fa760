namespace JsiGan.Storage.Embedded;

/// <summary>
/// Stops the server once nobody uses it. A lease is a file lock, which the kernel releases however its process ends, so a shell that waits
/// for the exclusive lock is enough.
/// </summary>
internal static class IdleServerStopper
{
    // Descriptor 8 is closed before 9 when the shell's last program ends: the next stopper is not refused while this one still holds
    // leases.
    private const string Script =
        """
        exec 8>>"$1"; flock -n 8 || exit 0
        exec 9<"$2"; flock -x 9
        exec "$3" stop -D "$4" -m fast -t 60
        """;

    /// <summary>Starts a stopper unless one is running.</summary>
    public static Task StartAsync(ServerFolder folder, ServerPrograms programs, ServerCommand command) =>
        command.RunAsync("Starting the database's idle stopper", "setsid", "-f", "sh", "-c", $"exec </dev/null >/dev/null 2>&1\n{Script}",
            "jsigan-idle-stopper", folder.StopperLock, folder.Leases, programs.Ctl, folder.Data);
}
