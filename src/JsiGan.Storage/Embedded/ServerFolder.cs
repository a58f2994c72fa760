using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace JsiGan.Storage.Embedded;

/// <summary>The embedded server's files, accessible only to the server's user.</summary>
/// <param name="Root">Absolute path.</param>
public sealed partial record ServerFolder(string Root)
{
    /// <summary>Names the folder of jsigan's data.</summary>
    public const string HomeVariable = "JSIGAN_HOME";

    // sockaddr_un.sun_path holds 108 bytes with the closing zero (unix(7)).
    private const int LongestSocketPath = 107;
    private const string SocketName = ".s.PGSQL.5432";

    /// <summary>The cluster (PGDATA).</summary>
    public string Data => Path.Combine(Root, "data");

    /// <summary>Where initdb works before the cluster is moved into place.</summary>
    public string PartialData => Path.Combine(Root, "data.partial");

    /// <summary>The server's log.</summary>
    public string Log => Path.Combine(Root, "server.log");

    /// <summary>Every process that uses the server holds a shared lock on this file.</summary>
    public string Leases => Path.Combine(Root, "leases");

    /// <summary>Held by <see cref="IdleServerStopper"/>.</summary>
    public string StopperLock => Path.Combine(Root, "stopper.lock");

    /// <summary>Held while a server is found, started or stopped.</summary>
    public string StartLock => Path.Combine(Root, "start.lock");

    public string PidFile => Path.Combine(Data, "postmaster.pid");

    public string SocketLock => Path.Combine(Socket, SocketName + ".lock");

    public string VersionFile => Path.Combine(Data, "PG_VERSION");

    /// <summary>Folder of the socket: inside, or in /tmp if the path is unsuitable for one.</summary>
    public string Socket
    {
        get
        {
            var inside = Path.Combine(Root, "run");
            return Encoding.UTF8.GetByteCount(Path.Combine(inside, SocketName)) <= LongestSocketPath && Plain().IsMatch(inside)
                ? inside
                : $"/tmp/jsigan-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..16]}";
        }
    }

    /// <summary>
    /// The user's own: $JSIGAN_HOME/postgres, or $XDG_DATA_HOME/jsigan/postgres, or ~/.local/share/jsigan/postgres. The server's user
    /// cannot access root's homes, so root has a folder per home under /var/lib/jsigan.
    /// </summary>
    public static ServerFolder Standard() => new(Path.Combine(Home(), "postgres"));

    private static string Home()
    {
        if (Environment.GetEnvironmentVariable(HomeVariable) is { Length: > 0 } named)
            return Path.GetFullPath(named);

        var home = Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } set
            ? set
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (Environment.IsPrivilegedProcess)
        {
            return Path.Combine("/var/lib/jsigan", Path.GetFullPath(home).Trim('/').Replace('/', '-') is { Length: > 0 } name ? name
                : "root");
        }

        var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(home, ".local", "share");
        return Path.Combine(Path.GetFullPath(data), "jsigan");
    }

    // unix_socket_directories is a list with its own quotes and commas.
    [GeneratedRegex(@"^[\w./-]+$")]
    private static partial Regex Plain();
}
