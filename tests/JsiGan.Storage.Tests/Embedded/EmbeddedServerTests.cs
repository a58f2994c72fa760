using System.Diagnostics;
using JsiGan.Storage.Embedded;
using JsiGan.Testing.Servers;

namespace JsiGan.Storage.Tests.Embedded;

public sealed class EmbeddedServerTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly TestFolder _folder = TestServer.OpenFolder();

    private ServerFolder Folder => new(_folder.File("postgres"));

    [Fact]
    public async Task The_last_of_two_users_stops_the_server_and_the_next_one_finds_the_data()
    {
        var first = await OpenAsync();
        var second = await OpenAsync();
        var process = Postmaster.Read(Folder)!.ProcessId;
        await first.DisposeAsync();
        await using (var database = await Database.OpenAsync(DatabaseAddress.Parse(second.ConnectionString), TimeProvider.System))
            Assert.Equal(process, Postmaster.Read(Folder)!.ProcessId);

        await second.DisposeAsync();
        Assert.Null(Postmaster.Read(Folder));
        await using var third = await OpenAsync();
        await using var again = await Database.OpenAsync(DatabaseAddress.Parse(third.ConnectionString), TimeProvider.System);
    }

    [Fact]
    public async Task The_server_listens_on_no_port_and_its_socket_is_closed_to_others()
    {
        await using var server = await OpenAsync();
        await using var source = Npgsql.NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand("SHOW listen_addresses");
        Assert.Equal("", await command.ExecuteScalarAsync());
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(server.Folder.Socket));
    }

    [Fact]
    public async Task A_killed_server_is_recovered_by_the_next_user()
    {
        var server = await OpenAsync();
        Kill(Postmaster.Read(Folder)!.ProcessId);
        await using var recovered = await OpenAsync();
        await using var database = await Database.OpenAsync(DatabaseAddress.Parse(recovered.ConnectionString), TimeProvider.System);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_dies_is_restarted_on_request()
    {
        await using var server = await OpenAsync();
        server.KeepAlive();
        var died = Postmaster.Read(Folder)!.ProcessId;
        Kill(died);
        await UntilAsync(() => Postmaster.Read(Folder) is { IsReady: true } next && next.ProcessId != died, "another server answers");
    }

    [Fact]
    public async Task A_stale_pid_file_with_a_reused_process_id_does_not_prevent_the_start()
    {
        await (await OpenAsync()).DisposeAsync();
        // The pid file of a killed postmaster whose process id this process now has.
        File.WriteAllText(Folder.PidFile, $"{Environment.ProcessId}\n{Folder.Data}\n1700000000\n5432\n{Folder.Socket}\n\n  1 1\nready   "
            + $"\n");
        await using var server = await OpenAsync();
        Assert.NotEqual(Environment.ProcessId, Postmaster.Read(Folder)!.ProcessId);
    }

    [Fact]
    public async Task An_interrupted_first_start_is_repeated()
    {
        await (await OpenAsync()).DisposeAsync();
        Directory.Move(Folder.Data, Folder.PartialData);
        File.Delete(Path.Combine(Folder.PartialData, "PG_VERSION"));
        await using var server = await OpenAsync();
        Assert.False(Directory.Exists(Folder.PartialData));
    }

    [Fact]
    public async Task A_folder_too_deep_for_a_socket_gets_one_elsewhere()
    {
        var deep = new ServerFolder(_folder.File(Path.Combine(new string('d', 100), "postgres")));
        Assert.True(deep.Socket.Length < 60);
        await using (var server = await EmbeddedServer.OpenAsync(deep, TimeProvider.System))
        {
            await using var database = await Database.OpenAsync(DatabaseAddress.Parse(server.ConnectionString), TimeProvider.System);
        }

        Directory.Delete(deep.Socket);
    }

    [Fact]
    public async Task The_server_of_a_killed_process_is_stopped()
    {
        // A shell holds the lease in place of a jsigan: the kernel releases its lock when it is killed.
        var server = await OpenAsync();
        using var holder = Process.Start(new ProcessStartInfo("flock", ["-s", Folder.Leases, "sh", "-c", "echo held; exec sleep 600"])
        {
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", holder.StandardOutput.ReadLine());
        await server.DisposeAsync();
        var postmaster = Postmaster.Read(Folder)!;
        Assert.True(postmaster.Lives(Folder));
        holder.Kill(entireProcessTree: true);
        holder.WaitForExit();
        await UntilAsync(() => !postmaster.Lives(Folder), "the server is stopped");
    }

    [Fact]
    public void A_data_folder_of_a_version_that_is_not_installed_is_refused_with_both()
    {
        var fault = Assert.Throws<FailureException>(() => ServerPrograms.Choose([new("/usr/lib/postgresql/15/bin", 15)], 14));
        Assert.Contains("created by PostgreSQL 14", fault.Message, StringComparison.Ordinal);
        Assert.Contains("installed versions are 15", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_newest_supported_version_is_taken()
    {
        ServerPrograms[] installed = [new("a", 12), new("b", 16), new("c", 14), new("d", 19)];
        Assert.Equal(16, ServerPrograms.Choose(installed, null).Major);
        var fault = Assert.Throws<FailureException>(() => ServerPrograms.Choose([new("a", 12)], null));
        Assert.Contains("version 13 to 18 is installed (found: 12)", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<EmbeddedServer> OpenAsync() => EmbeddedServer.OpenAsync(Folder, TimeProvider.System);

    private static void Kill(int process)
    {
        using var victim = Process.GetProcessById(process);
        victim.Kill();
    }

    private static async Task UntilAsync(Func<bool> holds, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!holds())
        {
            Assert.False(deadline.IsCancellationRequested, $"waited {Deadline.TotalSeconds} s until {what}");
            await Task.Delay(10);
        }
    }
}
