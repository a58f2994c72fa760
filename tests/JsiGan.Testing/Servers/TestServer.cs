using System.Diagnostics;
using JsiGan.Storage.Embedded;

namespace JsiGan.Testing.Servers;

/// <summary>The PostgreSQL of this test run: started on first use, stopped and removed when the run ends.</summary>
public static class TestServer
{
    private static readonly Lazy<Task<EmbeddedServer>> Server = new(StartAsync);
    private static int _databases;

    public static Task<EmbeddedServer> GetAsync() => Server.Value;

    /// <summary>A name that no test of this run has had.</summary>
    public static string NextDatabase() => $"test_{Interlocked.Increment(ref _databases)}";

    /// <summary>A folder that the server's user, who is not root, can access.</summary>
    public static TestFolder OpenFolder()
    {
        var folder = new TestFolder();
        File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }

    private static async Task<EmbeddedServer> StartAsync()
    {
        var folder = OpenFolder();
        var place = new ServerFolder(folder.File("postgres"));
        var server = await EmbeddedServer.OpenAsync(place, TimeProvider.System);
        // The test host may be killed: a shell waits for its lease to be released, and cleans up.
        Process.Start("setsid", ["-f", "flock", "-x", place.Leases, "sh", "-c",
            """
            exec >/dev/null 2>&1
            p=$(head -n 1 "$1"); kill -INT "$p"
            while kill -0 "$p" && [ -e "$1" ]; do sleep 0.1; done
            rm -rf "$2"
            """,
            "sh", place.PidFile, folder.Path]).WaitForExit();
        return server;
    }
}
