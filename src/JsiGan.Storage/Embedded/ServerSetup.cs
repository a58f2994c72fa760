using JsiGan.Core.Processes;

namespace JsiGan.Storage.Embedded;

/// <summary>Creates the folder and the cluster of an embedded server, once.</summary>
internal sealed class ServerSetup(ServerFolder folder, ServerUser? user, ServerCommand command)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OpenToPass =
        OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Name of the database and of the role that owns it.</summary>
    public const string Name = "jsigan";

    /// <summary>Creates the folder and its lock files.</summary>
    /// <exception cref="FailureException">The server's user cannot access the folder.</exception>
    public async Task MakeFolderAsync()
    {
        await MakeAsync(folder.Root);
        await RequireWayAsync();
        await command.RunAsync($"Creating the files of {folder.Root}", "sh", "-c",
            "umask 077; : >>\"$1\"; : >>\"$2\"; : >>\"$3\"", "sh", folder.Leases, folder.StopperLock, folder.StartLock);
    }

    /// <summary>
    /// Creates the cluster under a temporary name and renames it. Only the caller's and the server's system users can connect: the socket
    /// is in a folder that only they can access, and the server uses peer authentication.
    /// </summary>
    public async Task MakeClusterAsync(ServerPrograms programs)
    {
        await command.RunAsync($"Clearing {folder.PartialData}", "rm", "-rf", "--", folder.PartialData);
        await command.RunAsync($"Creating a database cluster in {folder.Data}", programs.InitDb, "--pgdata", folder.PartialData,
            "--username", Name, "--encoding", "UTF8", "--locale", "C", "--data-checksums", "--auth-local", "peer", "--auth-host", "reject");
        await AppendAsync("postgresql.conf", Settings());
        await WriteAsync("pg_hba.conf", "local all all peer map=jsigan\n");
        await WriteAsync("pg_ident.conf",
            string.Concat(new[] { Environment.UserName, user?.Name ?? Environment.UserName }.Distinct().Select(
                who => $"jsigan {who} {Name}\n")));
        await command.RunAsync($"Moving {folder.Data} into place", "mv", "-T", "--", folder.PartialData, folder.Data);
    }

    /// <summary>Creates the socket's folder, and refuses one of another owner.</summary>
    public async Task MakeSocketFolderAsync()
    {
        await MakeAsync(folder.Socket);
        var owner = InstalledProgram.Output("stat", "-c", "%U %a", folder.Socket)?.Trim();
        var expected = $"{user?.Name ?? Environment.UserName} 700";
        if (owner != expected)
            throw new FailureException($"The socket folder {folder.Socket} belongs to '{owner}', expected '{expected}'; remove it.");
    }

    private static string Settings() =>
        """

        # jsigan: reached by its Unix socket alone; the socket's folder is given when the server is started.
        listen_addresses = ''
        unix_socket_permissions = 0700
        # Checkpoints come in hundreds of megabytes at once.
        max_wal_size = 4GB
        checkpoint_completion_target = 0.9
        shared_buffers = 256MB
        jit = off
        log_min_messages = warning
        """ + "\n";

    private Task AppendAsync(string file, string text) => PutAsync(">>", file, text);

    private Task WriteAsync(string file, string text) => PutAsync(">", file, text);

    private Task PutAsync(string arrow, string file, string text) =>
        command.RunAsync($"Writing {file}", "sh", "-c", $"printf %s \"$2\" {arrow} \"$1\"", "sh", Path.Combine(folder.PartialData, file),
            text);

    // Parent folders must be searchable (a strict umask prevents it); the last one belongs to the server's user.
    private async Task MakeAsync(string path)
    {
        if (Directory.Exists(path))
            return;

        var missing = new Stack<string>();
        var parent = Path.GetDirectoryName(path);
        for (; parent is not null && !Directory.Exists(parent); parent = Path.GetDirectoryName(parent))
            missing.Push(parent);

        foreach (var made in missing)
        {
            Directory.CreateDirectory(made);
            File.SetUnixFileMode(made, user is null ? OwnerOnly : OpenToPass);
        }

        if (user is null)
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
        else
        {
            // install would change owner and mode of an existing folder, hence the test before.
            await new ServerCommand(null).RunAsync($"Making {path}", "install", "-d", "-m", "700", "-o", user.Name, "--", path);
        }
    }

    private async Task RequireWayAsync()
    {
        if (user is null || (await command.TryRunAsync("test", "-x", folder.Root)).Code == 0)
            return;

        var closed = folder.Root;
        for (var at = Path.GetDirectoryName(folder.Root); at is not null; at = Path.GetDirectoryName(at))
            closed = (await command.TryRunAsync("test", "-x", at)).Code == 0 ? closed : at;

        throw new FailureException($"jsigan runs as root and PostgreSQL as {user.Name}, which cannot access {closed}; allow it "
            + $"(chmod o+x {closed}), or choose another folder in {ServerFolder.HomeVariable}.");
    }
}
